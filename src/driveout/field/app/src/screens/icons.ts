/** The drawings, as the set-up brings them: only those named here come into the app. */

import back from "lucide-static/icons/arrow-left.svg?raw";
import bag from "lucide-static/icons/shopping-bag.svg?raw";
import check from "lucide-static/icons/check.svg?raw";
import clothes from "lucide-static/icons/shirt.svg?raw";
import close from "lucide-static/icons/door-closed.svg?raw";
import days from "lucide-static/icons/calendar-days.svg?raw";
import down from "lucide-static/icons/download.svg?raw";
import dry from "lucide-static/icons/sun.svg?raw";
import erase from "lucide-static/icons/delete.svg?raw";
import eyes from "lucide-static/icons/eye-off.svg?raw";
import guests from "lucide-static/icons/users.svg?raw";
import help from "lucide-static/icons/life-buoy.svg?raw";
import ice from "lucide-static/icons/thermometer-snowflake.svg?raw";
import info from "lucide-static/icons/info.svg?raw";
import key from "lucide-static/icons/key-round.svg?raw";
import landed from "lucide-static/icons/cloud-check.svg?raw";
import leave from "lucide-static/icons/log-out.svg?raw";
import lock from "lucide-static/icons/lock.svg?raw";
import meal from "lucide-static/icons/soup.svg?raw";
import minus from "lucide-static/icons/minus.svg?raw";
import next from "lucide-static/icons/chevron-right.svg?raw";
import note from "lucide-static/icons/sticky-note.svg?raw";
import offline from "lucide-static/icons/cloud-off.svg?raw";
import open from "lucide-static/icons/door-open.svg?raw";
import pack from "lucide-static/icons/gift.svg?raw";
import package_ from "lucide-static/icons/package.svg?raw";
import phone from "lucide-static/icons/phone.svg?raw";
import plus from "lucide-static/icons/plus.svg?raw";
import rain from "lucide-static/icons/cloud-rain.svg?raw";
import send from "lucide-static/icons/cloud-upload.svg?raw";
import snow from "lucide-static/icons/snowflake.svg?raw";
import tell from "lucide-static/icons/pencil.svg?raw";
import time from "lucide-static/icons/clock.svg?raw";
import undo from "lucide-static/icons/undo-2.svg?raw";
import user from "lucide-static/icons/user.svg?raw";
import warn from "lucide-static/icons/triangle-alert.svg?raw";
import way from "lucide-static/icons/navigation.svg?raw";
import wind from "lucide-static/icons/wind.svg?raw";
import words from "lucide-static/icons/message-square-quote.svg?raw";
import x from "lucide-static/icons/x.svg?raw";

const RAW = {
  back, bag, check, clothes, close, days, down, dry, erase, eyes, guests, help, ice, info, key, landed, leave, lock, meal, minus,
  next, note, offline, open, pack, package: package_, phone, plus, rain, send, snow, tell, time, undo, user, warn, way, wind,
  words, x,
};
export type IconName = keyof typeof RAW;

/** The shapes inside the drawing; the frame is ours. */
export const shapes = (name: IconName): string => inside(RAW[name]);

export const inside = (svg: string): string => svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>\s*$/g, "");
