// Studio fills the window below an application bar whose height it takes from this property. Ours is whatever stands above it.
export function keepHeight(element) {
  const area = document.getElementById("content");
  const measure = () => element.style.setProperty("--mud-appbar-height", `${Math.ceil(area.offsetTop)}px`);
  measure();
  const observer = new ResizeObserver(measure);
  for (const above of document.querySelectorAll("[data-above-studio], [data-above-studio] > *")) observer.observe(above);
  observer.observe(document.body);
}
