import type { Catalogue } from "./en.ts";

export const zhHans: Catalogue = {
  "confirm.subject": "确认接收 {page} 的通知",
  "confirm.title": "要接收 {page} 的通知吗？",
  "confirm.email": "有人申请在出现问题和恢复正常时通知此地址。",
  "confirm.endpoint": "有人申请在出现问题和恢复正常时通知 {endpoint}，并将您填写为负责人。",
  "confirm.valid": "在您确认之前不会发送任何内容。链接在{days, plural, other { # 天}}内有效。",
  "confirm.button": "确认",
  "confirm.foot":
    "您收到此邮件，是因为有人在 {page} 的状态页上填写了此地址。如果不是您本人，请忽略：不会再发送任何内容。",
  "subscribed.subject": "您正在接收 {page} 的通知",
  "subscribed.title": "您已在接收 {page} 的通知",
  "subscribed.text": "有人再次用此地址申请接收通知。任何设置都没有改变。接收哪些内容由您选择。",
  "subscribed.button": "选择或退订",
  "subscribed.foot":
    "您收到此邮件，是因为有人在 {page} 的状态页上填写了此地址。请勿转发链接：持有链接的人可以更改您的选择。",
  "layout.copy": "或打开此地址：",
};
