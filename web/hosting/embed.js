// A live figure in any document:
//
//   <script src="https://any.site/zonescope/embed.js" defer></script>
//   <zone-scope link="https://any.site/zonescope/#1K..." view="zones" theme="auto">
//     <a href="https://any.site/zonescope/#1K...">The zones of case 2</a>
//   </zone-scope>
//
// A link without a site ("#1K...") belongs to the site this script comes from.
// What the element holds is shown until the figure is there, so also where it
// never comes: without JavaScript, without a network, with a link that is none.
{
  // Asked of the browser itself: `document.currentScript` is an image where a document has one
  // called so. A script of type "module", or one copied into the document, is not told where it
  // comes from: whole links only.
  const { get } = Object.getOwnPropertyDescriptor(Document.prototype, "currentScript");
  const { src } = get.call(document) ?? {};
  const site = /^https?:/.test(src) ? new URL(".", src) : undefined;

  const parse = (link) => {
    const url = new URL(/^1[\w-]/.test(link) ? `#${link}` : link, site);
    const fragment = url.hash.slice(1) || url.searchParams.get("z");
    if (!/^https?:$/.test(url.protocol) || !fragment) throw new TypeError("no link");
    url.search = "";
    url.hash = fragment;
    return url;
  };

  class ZoneScope extends HTMLElement {
    #left;

    connectedCallback() {
      const link = this.getAttribute("link")?.trim() ?? "";
      const view = this.getAttribute("view") || "zones";
      const theme = this.getAttribute("theme") || "auto";
      let url;
      try {
        url = parse(link);
      } catch {
        console.warn(`zone-scope: this is not a link to a scenario: ${link}`);
        return;
      }
      if (!this.hasChildNodes()) {
        this.append(Object.assign(document.createElement("a"), { href: url, textContent: "zonescope" }));
      }
      const plain = document.createElement("slot");
      const frame = document.createElement("iframe");
      frame.title = this.textContent.trim();
      frame.loading = "lazy";
      frame.style.cssText = "display: block; width: 100%; height: 20rem; border: 0";
      url.search = new URLSearchParams({ embed: view, theme });
      frame.src = url;

      this.#left = new AbortController();
      const hear = ({ source, origin, data }) => {
        if (source !== frame.contentWindow || origin !== url.origin) return;
        const { type, height } = Object(data);
        if (type !== "zonescope:height" || !(height > 0 && height < 1e5)) return;
        frame.style.height = `${height}px`;
        plain.hidden = true;
      };
      addEventListener("message", hear, { signal: this.#left.signal });
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
      root.replaceChildren(plain, frame);
    }

    disconnectedCallback() {
      this.#left?.abort();
    }
  }

  if (!customElements.get("zone-scope")) customElements.define("zone-scope", ZoneScope);
}
