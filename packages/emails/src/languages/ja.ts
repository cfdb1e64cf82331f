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
  "layout.copy": "または、このアドレスを開いてください:",
};
