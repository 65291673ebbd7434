// SPDX-License-Identifier: GPL-3.0-or-later
// Chromium's fetch() knows no schemes of applications; courses that use it get it over XMLHttpRequest.
(function () {
    "use strict";
    const original = window.fetch;
    window.fetch = function (resource, options) {
        const request = typeof resource === "object" && resource !== null && "url" in resource ? resource : null;
        const url = new URL(request ? request.url : String(resource), document.baseURI);
        if (url.protocol !== "staffroom-course:")
            return original.apply(window, arguments);
        const method = String((options && options.method) || (request && request.method) || "GET").toUpperCase();
        return new Promise(function (resolve, reject) {
            const xhr = new XMLHttpRequest();
            const signal = options && options.signal;
            if (signal && signal.aborted) {
                reject(new DOMException("The user aborted a request.", "AbortError"));
                return;
            }
            if (signal)
                signal.addEventListener("abort", function () { xhr.abort(); });
            xhr.open(method, url.href);
            xhr.responseType = "blob";
            xhr.onload = function () {
                const type = xhr.getResponseHeader("content-type") || (xhr.response && xhr.response.type) || "";
                const headers = new Headers(type ? { "content-type": type } : {});
                const response = new Response(xhr.response, { status: xhr.status || 200, statusText: xhr.statusText, headers: headers });
                Object.defineProperty(response, "url", { value: xhr.responseURL || url.href });
                resolve(response);
            };
            xhr.onerror = function () { reject(new TypeError("Failed to fetch")); };
            xhr.onabort = function () { reject(new DOMException("The user aborted a request.", "AbortError")); };
            xhr.send();
        });
    };
})();
