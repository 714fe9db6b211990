const gap = 6;
const margin = 8;

/** The top left corner of a tooltip: above its anchor, or below if there is no room, and never beyond the sides. */
export const tooltipPlace = (
  anchor: { readonly left: number; readonly top: number; readonly bottom: number },
  tip: { readonly width: number; readonly height: number; readonly viewport: number },
): { readonly left: number; readonly top: number } => {
  const above = anchor.top - tip.height - gap;
  return {
    left: Math.max(margin, Math.min(anchor.left, tip.viewport - tip.width - margin)),
    top: above < margin ? anchor.bottom + gap : above,
  };
};
