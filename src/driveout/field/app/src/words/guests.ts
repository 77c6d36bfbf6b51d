/** What guests ask of a place before they come, as the register has it. What nobody has looked at is not told. */

import stepFree from "lucide-static/icons/accessibility.svg?raw";
import dog from "lucide-static/icons/dog.svg?raw";

/** By name on the wire: a drawing, and what a yes and a no are in words. */
export const TOLD_TO_GUESTS: Record<string, { icon: string; yes: [string, string]; no: [string, string] }> = {
  step_free: {
    icon: stepFree,
    yes: ["Ingen trin ved døren", "No steps at the door"],
    no: ["Der er trin ved døren", "There are steps at the door"],
  },
  dogs_welcome: {
    icon: dog,
    yes: ["Hunde er velkomne", "Dogs are welcome"],
    no: ["Hunde kan ikke komme med ind", "Dogs cannot come inside"],
  },
};
