// The cookies of one iteration of one VU.

export class Cookies {
  constructor() {
    this.kept = [];
  }

  /** The Cookie header for `url`, empty for none. */
  header(url) {
    const { hostname, pathname } = new URL(url);
    return this.kept
      .filter((cookie) => cookie.host === hostname && pathname.startsWith(cookie.path))
      .map((cookie) => `${cookie.name}=${cookie.value}`)
      .join('; ');
  }

  /** Keeps what an answer from `url` sets. */
  keep(url, lines) {
    const { hostname, pathname } = new URL(url);
    for (const line of lines) {
      const [pair, ...attributes] = line.split(';').map((text) => text.trim());
      const [, name, value] = /^([^=]*)=(.*)$/.exec(pair) ?? [null, pair, ''];
      const told = Object.fromEntries(attributes.map((text) => text.split(/=(.*)/).slice(0, 2)).map(([key, text]) => [key.toLowerCase(), text ?? '']));
      const path = told.path || pathname.slice(0, pathname.lastIndexOf('/')) || '/';
      this.kept = this.kept.filter((cookie) => !(cookie.host === hostname && cookie.name === name && cookie.path === path));
      const gone = told['max-age'] === '0' || (told.expires !== undefined && Date.parse(told.expires) <= Date.now());
      if (!gone) {
        this.kept.push({ host: hostname, path, name, value });
      }
    }
  }
}
