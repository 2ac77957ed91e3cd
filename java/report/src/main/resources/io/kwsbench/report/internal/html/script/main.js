const began = performance.now();
(data.cases ? suite : data.entries ? sideBySide : data.precisions ? precisions : benchmark)();
el("footer", root, "kwsbench " + data.environment.software.kwsbench + ", report version " + data.schema_version + ". This page needs no network; its numbers are those of the JSON report.");
document.body.dataset.plots = document.querySelectorAll("canvas").length;
document.body.dataset.millis = Math.round(performance.now() - began);
document.body.dataset.overflow = document.documentElement.scrollWidth - document.documentElement.clientWidth;
document.body.dataset.done = "true";
