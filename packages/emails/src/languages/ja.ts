import { statusWords } from "@fanal/domain";
import type { Catalogue } from "./en.ts";

export const ja: Catalogue = {
  "confirm.subject": "{page} の通知の確認",
  "confirm.title": "{page} の通知を受け取りますか？",
  "confirm.email": "障害の発生時と復旧時に、このアドレスへ知らせるよう申し込みがありました。",
  "confirm.endpoint":
    "障害の発生時と復旧時に {endpoint} へ知らせるよう申し込みがあり、担当者としてあなたが指定されました。",
  "confirm.valid": "確認されるまで何も送信されません。リンクは{days, plural, other {#日間}}有効です。",
  "confirm.button": "確認する",
  "confirm.foot":
    "このメールは、{page} のステータスページでこのアドレスが入力されたため送信されました。心当たりがなければ無視してください。これ以上は送信されません。",
  "subscribed.subject": "{page} の通知を受け取っています",
  "subscribed.title": "すでに {page} の通知を受け取っています",
  "subscribed.text":
    "このアドレスで再度申し込みがありました。設定は変わっていません。受け取る内容はご自身で選べます。",
  "subscribed.button": "選択または配信停止",
  "subscribed.foot":
    "このメールは、{page} のステータスページでこのアドレスが入力されたため送信されました。リンクを他人に渡さないでください。リンクを持つ人は設定を変更できます。",
  ...statusWords.ja,
  "told.subject": "[{page}] {state}: {title}",
  "told.postmortem": "事後報告",
  "told.reminder": "リマインダー",
  "told.rescheduled": "日程変更",
  "told.services": "影響を受けるサービス",
  "told.started": "開始: {time}",
  "told.resolved": "解決: {time}",
  "told.window": "{start} から {end}",
  "told.promise": "次の更新予定: {time} まで",
  "told.see_incident": "インシデントを見る",
  "told.see_maintenance": "メンテナンスを見る",
  "told.why": "このアドレスが {page} のステータスページを購読しているため、お送りしています。",
  "told.manage": "通知内容を選ぶ",
  "told.unsubscribe": "購読を解除",
  "told.shared":
    "このメールボックスは共有されているため、ここから解除できません。ページの運営者にお問い合わせください。",
  "impact.none": "なし",
  "impact.minor": "軽微",
  "impact.major": "重大",
  "impact.critical": "致命的",
  "notice.opened": "新しいインシデント",
  "notice.missed": "予告した更新が遅れています",
  "notice.silent": "{duration} 更新がありません",
  "notice.test": "テスト",
  "notice.test_title": "通知はここに届きます",
  "notice.test_text": "{organization} の通知が届くかどうかのテストです。対応は不要です。",
  "notice.impact": "影響: {impact}",
  "notice.open_for": "発生からの経過: {duration}",
  "notice.promised": "次の更新は {time} までと予告されていました。",
  "notice.post": "更新を投稿",
  "notice.open": "Fanal を開く",
  "notice.manage": "通知を変更",
  "notice.why_team": "{organization} のチーム {team} のメンバーに送信しています。",
  "notice.why_all": "{organization} で更新を投稿できるメンバーに送信しています。",
  "stopped.subject": "{page} は {endpoint} に接続できません",
  "stopped.title": "{endpoint} への送信を停止しました",
  "stopped.text":
    "この 1 週間、{page} のステータスページからの送信がすべて受け付けられませんでした。今後は送信しません。",
  "stopped.gone": "{page} のステータスページからの送信は不要との応答がありました。今後は送信しません。",
  "stopped.said": "最後の応答: {failure}",
  "stopped.button": "確認する",
  "stopped.foot":
    "{endpoint} の担当者として登録されているため、お送りしています。応答するようになったら、もう一度購読してください。",
  "layout.copy": "または、このアドレスを開いてください:",

  "duration.hours": "{count, plural, other {#時間}}",
  "duration.minutes": "{count, plural, other {#分間}}",
  "role.owner": "オーナー",
  "role.admin": "管理者",
  "role.responder": "対応者",
  "role.viewer": "閲覧者",
  "invitation.subject": "Fanal で {organization} に参加してください",
  "invitation.preview": "{inviter} さんから {organization} への招待が届いています。",
  "invitation.title": "{inviter} さんから {organization} への招待",
  "invitation.action": "招待を受ける",
  "invitation.body":
    "{organization} は Fanal でステータスページを運用しています。あなたの役割：{role}。この招待はこのアドレス専用で、一度だけ使え、{moment} に期限が切れます。",
  "invitation.foot":
    "誰かがあなたのアドレスを入力したため、このメールをお送りしています。心当たりがなければ無視してください。何も起こりません。",
  "verify_address.title": "メールアドレスの確認",
  "verify_address.preview": "あと一歩でアカウントの準備が整います。",
  "verify_address.action": "アドレスを確認する",
  "verify_address.body":
    "登録時に設定したパスワードを入力すると、アカウントの準備が整います。リンクの有効期間は{duration}です。",
  "verify_address.foot":
    "誰かがあなたのアドレスで Fanal のアカウントを作成したため、このメールをお送りしています。心当たりがなければ無視してください。確認されない限り、アカウントは使えません。",
  "address_taken.title": "すでにアカウントがあります",
  "address_taken.preview": "誰かがあなたのアドレスで登録しようとしました。",
  "address_taken.action": "サインイン",
  "address_taken.body":
    "このアドレスで登録がありましたが、すでにアカウントがあります。何も変更されていません。ご本人の場合はサインインするか、<reset>新しいパスワードを設定</reset>してください。",
  "address_taken.foot":
    "誰かがあなたのアドレスで Fanal に登録しようとしたため、このメールをお送りしています。心当たりがなくても対応は不要です。アカウントがあることは相手に知らされていません。",
  "reset_password.title": "新しいパスワードの設定",
  "reset_password.preview": "リンクは一度だけ使え、有効期間は{duration}です。",
  "reset_password.action": "新しいパスワードを設定する",
  "reset_password.body":
    "リンクは一度だけ使え、有効期間は{duration}です。新しいパスワードを設定すると、ほかのすべての場所からサインアウトされます。",
  "reset_password.foot":
    "誰かがあなたのアカウントの新しいパスワードを求めたため、このメールをお送りしています。心当たりがなければ無視してください。パスワードはそのままです。",
  "magic_link.subject": "サインイン用のリンク",
  "magic_link.preview": "一度だけ使え、有効期間は{duration}です。",
  "magic_link.title": "Fanal にサインイン",
  "magic_link.action": "サインイン",
  "magic_link.body": "リンクは一度だけ使え、有効期間は{duration}です。",
  "magic_link.foot":
    "誰かがあなたのアドレスでサインイン用のリンクを求めたため、このメールをお送りしています。心当たりがなければ無視し、誰にも渡さないでください。リンクを持つ人は誰でもサインインできます。",
  "approve_new_address.title": "メールアドレスを変更しますか？",
  "approve_new_address.preview": "新しいアドレス：{newAddress}",
  "approve_new_address.action": "アドレスを変更する",
  "approve_new_address.body":
    "変更後は {newAddress} でサインインします。ここで同意すると新しいアドレスにも確認のメールが届き、そこで確認されて初めて変更されます。リンクの有効期間は{duration}です。",
  "approve_new_address.foot":
    "あなたのアカウントにサインインしている人が変更を求めたため、このメールをお送りしています。心当たりがなければリンクを開かず、新しいパスワードを設定してください。",
  "verify_new_address.title": "新しいメールアドレスの確認",
  "verify_new_address.preview": "あと一歩で、このアドレスでサインインできます。",
  "verify_new_address.action": "アドレスを確認する",
  "verify_new_address.body": "確認後は、このアドレスでサインインします。リンクの有効期間は{duration}です。",
  "verify_new_address.foot":
    "誰かがあなたのアドレスを自分の Fanal アカウントに使おうとしているため、このメールをお送りしています。心当たりがなければ無視してください。何も変更されません。",
  "account_changed.password_changed": "パスワードが変更されました",
  "account_changed.address_changed": "メールアドレスが変更されました",
  "account_changed.two_factor_enabled": "二段階認証が有効になりました",
  "account_changed.two_factor_disabled": "二段階認証が無効になりました",
  "account_changed.passkey_added": "アカウントにパスキーが追加されました",
  "account_changed.passkey_removed": "アカウントからパスキーが削除されました",
  "account_changed.action": "心当たりがない",
  "account_changed.when": "日時：{moment}。",
  "account_changed.when_from": "日時：{moment}、アドレス：{address}。",
  "account_changed.body":
    "ご本人による変更であれば、対応は不要です。そうでなければ、今すぐ新しいパスワードを設定してください。すべてのセッションが終了します。",
  "account_changed.foot": "Fanal アカウントの安全にかかわるため、このメールをお送りしています。",
};
