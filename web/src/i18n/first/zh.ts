import type { FirstStrings } from "../first.ts";

export const first: FirstStrings = {
  saving: "正在保存…",
  saved: "已保存在这部手机上。",
  received: "已保存，诊所已收到。",
  waiting: "已保存在这部手机上。恢复连接后会自动发送。",
  refused: "已保存在这部手机上，但诊所没有接受。",
  repeated: "您在 {time} 已经在这里扫过码，只计一次。",
  purpose: "这只用于统计等候时间，不会为您办理报到，也不会通知工作人员。请到前台告知。",
  noStation: "这里没有站点",
  noStationHow: "这个网址没有对应的站点。请重新扫描海报上的二维码。",
  unstored: "这部手机不允许本页面保存任何内容。正在发送您的扫码记录，请不要关闭本页面。",
  unstoredReceived: "已收到。这部手机上没有保存任何内容。",
  languages: "语言",
};
