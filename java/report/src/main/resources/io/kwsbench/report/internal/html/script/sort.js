// Tables that a click or a key on a head sorts.

/**
 * Makes the rows of a table sortable. `items` are what the rows are of; `keys` give the value of a column, or there is
 * none and the column is not sortable. `ordered` is the column by which the rows are ordered already, if by one.
 */
const sortable = (t, items, keys, ordered) => {
  const body = t.querySelector("tbody"), rows = [...body.children], heads = [...t.querySelectorAll("th")];
  const value = (key, item) => { const v = key(item); return missing(v) ? -Infinity : v; };
  const compare = (x, y) => typeof x === "string" ? x.localeCompare(y) : x - y;
  const sort = (column, ascending) => {
    const sign = ascending ? 1 : -1;
    items.map((_, k) => k)
      .sort((a, b) => { const x = value(keys[column], items[a]), y = value(keys[column], items[b]); return x === y ? a - b : sign * compare(x, y); })
      .forEach((k) => body.appendChild(rows[k]));
    heads.forEach((th, i) => { if (keys[i]) th.setAttribute("aria-sort", i === column ? (ascending ? "ascending" : "descending") : "none"); });
  };
  heads.forEach((th, i) => {
    if (!keys[i]) return;
    const text = th.textContent;
    th.textContent = "";
    const button = el("button", th, text, "sort");
    button.type = "button";
    th.setAttribute("aria-sort", i === ordered ? "ascending" : "none");
    button.addEventListener("click", () => {
      const now = th.getAttribute("aria-sort");
      // the largest number first: that is what one looks for
      sort(i, now === "none" ? typeof value(keys[i], items[0]) === "string" : now === "descending");
    });
  });
};
