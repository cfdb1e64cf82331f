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
};
