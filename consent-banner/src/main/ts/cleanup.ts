/** Declared names per service, as the server appends them: kind ("c" cookie, "l" local, "s" session storage, "i" IndexedDB) and name or pattern. */
export type Names = Record<string, string[]>;

/** Whether a name is meant by a declared name, where * stands for any characters. */
export function matches(pattern: string, name: string): boolean {
  const parts = pattern.split("*");
  const last = parts.pop()!;
  if (!parts.length) return name === last;
  let at = 0;
  for (let i = 0; i < parts.length; i++) {
    const found = name.indexOf(parts[i], at);
    if (found < 0 || (i === 0 && found > 0)) return false;
    at = found + parts[i].length;
  }
  return name.length - last.length >= at && name.endsWith(last);
}

/** The declared names of all services that are not granted, by kind. */
export function unwanted(names: Names, granted: string[], kind: string): string[] {
  return Object.keys(names)
    .filter((service) => !granted.includes(service))
    .flatMap((service) => names[service])
    .filter((entry) => entry[0] === kind)
    .map((entry) => entry.slice(1))
    .filter((pattern) => !wanted(names, granted, kind, pattern));
}

/** A name that a granted service declares too stays. */
function wanted(names: Names, granted: string[], kind: string, pattern: string): boolean {
  return granted.some((service) => (names[service] || []).includes(kind + pattern));
}

/** The host and its parents: a cookie may lie on any of them. */
export function domains(host: string): string[] {
  const labels = host.split(".");
  return ["", ...labels.map((_, i) => labels.slice(i).join("."))];
}

/** The path and everything above it. */
export function paths(path: string): string[] {
  const all = ["/"];
  for (let i = 1; i < path.length; i++) {
    if (path[i] === "/") all.push(path.slice(0, i), path.slice(0, i + 1));
  }
  return path.length > 1 ? [...all, path] : all;
}

function expire(name: string): void {
  for (const domain of domains(location.hostname)) {
    for (const path of paths(location.pathname)) {
      document.cookie = `${name}=;Expires=${new Date(0).toUTCString()};Path=${path}${domain && ";Domain=" + domain}`;
    }
  }
}

function sweepStore(store: Storage, patterns: string[]): void {
  for (const key of Object.keys(store)) {
    if (patterns.some((pattern) => matches(pattern, key))) store.removeItem(key);
  }
}

/** Erases what services without consent declared to store in the first party. */
export function sweep(names: Names, granted: string[]): void {
  const of = (kind: string) => unwanted(names, granted, kind);
  const cookies = of("c");
  for (const pair of cookies.length ? document.cookie.split("; ") : []) {
    const name = pair.split("=")[0];
    if (cookies.some((pattern) => matches(pattern, name))) expire(name);
  }
  try {
    sweepStore(localStorage, of("l"));
    sweepStore(sessionStorage, of("s"));
    for (const name of of("i")) indexedDB.deleteDatabase(name);
  } catch (closed) {
    // The browser keeps its stores shut: then nothing lies there either.
  }
}

/** Pages that a service worker of the site kept may hold what was granted then: they go. */
export async function forgetPages(): Promise<void> {
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const kept = await cache.match(request);
      if (/html/.test((kept && kept.headers.get("Content-Type")) || "")) await cache.delete(request);
    }
  }
}
