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

  "duration.hours": "{count, plural, other {# 小时}}",
  "duration.minutes": "{count, plural, other {# 分钟}}",
  "role.owner": "所有者",
  "role.admin": "管理员",
  "role.responder": "处理人员",
  "role.viewer": "查看者",
  "invitation.subject": "加入 Fanal 上的 {organization}",
  "invitation.preview": "{inviter} 邀请您加入 {organization}。",
  "invitation.title": "{inviter} 邀请您加入 {organization}",
  "invitation.action": "接受邀请",
  "invitation.body":
    "{organization} 使用 Fanal 运行其状态页。您的角色：{role}。此邀请仅限此地址使用一次，于 {moment} 失效。",
  "invitation.foot": "您收到此邮件，是因为有人输入了您的地址。如果您不认识对方，请忽略：不会发生任何事。",
  "verify_address.title": "确认您的电子邮件地址",
  "verify_address.preview": "只需一步，您的账户即可使用。",
  "verify_address.action": "确认地址",
  "verify_address.body": "系统会要求您输入所设的密码，之后您的账户即可使用。链接在 {duration} 内有效。",
  "verify_address.foot":
    "您收到此邮件，是因为有人用您的地址创建了 Fanal 账户。如果不是您本人，请忽略：未经您确认，该账户无法使用。",
  "address_taken.title": "您已有账户",
  "address_taken.preview": "有人用您的地址注册。",
  "address_taken.action": "登录",
  "address_taken.body":
    "有人用此地址注册，但该地址已有账户。未做任何更改。如果是您本人，请登录，或<reset>设置新密码</reset>。",
  "address_taken.foot":
    "您收到此邮件，是因为有人用您的地址注册 Fanal。如果不是您本人，无需任何操作：对方并不知道您已有账户。",
  "reset_password.title": "设置新密码",
  "reset_password.preview": "链接只能使用一次，在 {duration} 内有效。",
  "reset_password.action": "设置新密码",
  "reset_password.body": "链接只能使用一次，在 {duration} 内有效。设置新密码后，您将在其他所有地方退出登录。",
  "reset_password.foot":
    "您收到此邮件，是因为有人为您的账户申请了新密码。如果不是您本人，请忽略：您的密码保持不变。",
  "magic_link.subject": "您的登录链接",
  "magic_link.preview": "只能使用一次，在 {duration} 内有效。",
  "magic_link.title": "登录 Fanal",
  "magic_link.action": "登录",
  "magic_link.body": "链接只能使用一次，在 {duration} 内有效。",
  "magic_link.foot":
    "您收到此邮件，是因为有人为您的地址申请了登录链接。如果不是您本人，请忽略，并且不要转发给任何人：持有链接的人即可登录。",
  "approve_new_address.title": "要更改您的电子邮件地址吗？",
  "approve_new_address.preview": "更改为 {newAddress}。",
  "approve_new_address.action": "更改地址",
  "approve_new_address.body":
    "更改后您将使用 {newAddress} 登录。您在此同意后，会有第二封邮件发往新地址；在那里确认后才会更改。链接在 {duration} 内有效。",
  "approve_new_address.foot":
    "您收到此邮件，是因为有人登录了您的账户并提出此要求。如果不是您本人，请勿打开链接，并设置新密码。",
  "verify_new_address.title": "确认您的新电子邮件地址",
  "verify_new_address.preview": "只需一步，您即可用此地址登录。",
  "verify_new_address.action": "确认地址",
  "verify_new_address.body": "确认后您将使用此地址登录。链接在 {duration} 内有效。",
  "verify_new_address.foot":
    "您收到此邮件，是因为有人想将您的地址用于其 Fanal 账户。如果不是您本人，请忽略：不会做任何更改。",
  "account_changed.password_changed": "您的密码已更改",
  "account_changed.address_changed": "您的电子邮件地址已更改",
  "account_changed.two_factor_enabled": "您的双重验证已开启",
  "account_changed.two_factor_disabled": "您的双重验证已关闭",
  "account_changed.passkey_added": "您的账户已添加通行密钥",
  "account_changed.passkey_removed": "您的账户已移除通行密钥",
  "account_changed.action": "不是我本人",
  "account_changed.when": "时间：{moment}。",
  "account_changed.when_from": "时间：{moment}，来自地址 {address}。",
  "account_changed.body": "如果是您本人，无需任何操作。如果不是，请立即设置新密码：这会结束所有会话。",
  "account_changed.foot": "您收到此邮件，是因为它涉及您 Fanal 账户的安全。",
};
