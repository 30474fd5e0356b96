// Static pages: what is served, how it is cached, and that nothing outside the folder is reachable.
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "platform/http/static.h"
#include "platform/http/tests/wire.h"

using namespace tongguan;
using namespace tongguan::http;
using namespace tongguan::http::testing;

namespace {

namespace fs = std::filesystem;

struct Folder {
    Folder() {
        std::string name = (fs::temp_directory_path() / "tongguan-static-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
        fs::create_directories(path / "site/assets");
        write("secret.txt", "secret");
        write("site/index.html", "<html>desk</html>");
        write("site/index.html.br", "BR");
        write("site/favicon.svg", "<svg/>");
        write("site/assets/index-3fA9c1D2.js", "plain script");
        write("site/assets/index-3fA9c1D2.js.br", "brotli script");
        write("site/assets/index-3fA9c1D2.js.gz", "gzip script");
        write("site/assets/service-centre.js", "not hashed");
        write("site/assets/orphan.css.gz", "no plain form");
        write("site/empty.txt", "");
        fs::create_symlink(path / "secret.txt", path / "site/linked.txt");
        fs::create_directory_symlink(path, path / "site/up");
    }
    ~Folder() { fs::remove_all(path); }
    void write(const char* name, std::string_view content) const {
        std::ofstream(path / name, std::ios::binary) << content;
    }
    fs::path path;
};

}  // namespace

TEST_CASE("static files: forms, tags, caching, the desk's own addresses") {
    const Folder folder;
    Running running;
    auto handler = serve_folder(folder.path / "site");
    REQUIRE(handler);
    running.router.fallback(*handler);
    running.start();
    auto wire = running.wire();

    const auto page = wire.ask(get("/"));
    CHECK(page.body == "<html>desk</html>");
    CHECK(page.header("content-type") == "text/html; charset=utf-8");
    CHECK(page.header("cache-control") == "no-cache");
    CHECK(page.header("vary") == "accept-encoding");
    CHECK(page.header("x-content-type-options") == "nosniff");
    for (const char* own : {"/cases", "/cases/17", "/reports/2021/", "/apiary"})
        CHECK(wire.ask(get(own)).body == page.body);
    for (const char* unknown : {"/api", "/api/nothing", "/nothing.js", "/assets/orphan.css", "/assets/orphan.css.gz",
                                "/linked.txt", "/up/secret.txt", "/index.html.br"}) {
        CAPTURE(std::string(unknown));
        const auto answer = wire.ask(get(unknown));
        CHECK(answer.status == 404);
        CHECK(answer.header("content-type") == "application/problem+json");
    }
    CHECK(running.wire().ask(get("/../secret.txt")).status == 400);

    const std::string script = "/assets/index-3fA9c1D2.js";
    const auto plain = wire.ask(get(script));
    CHECK(plain.body == "plain script");
    CHECK(plain.header("cache-control") == "public, max-age=31536000, immutable");
    CHECK(plain.header("content-type") == "text/javascript; charset=utf-8");
    const auto brotli = wire.ask(get(script, "Accept-Encoding: gzip, deflate, br\r\n"));
    CHECK(brotli.body == "brotli script");
    CHECK(brotli.header("content-encoding") == "br");
    CHECK(brotli.header("content-type") == "text/javascript; charset=utf-8");
    CHECK(wire.ask(get(script, "Accept-Encoding: gzip;q=0.5, br;q=0\r\n")).body == "gzip script");
    CHECK(wire.ask(get(script, "Accept-Encoding: br;q=0.0, gzip; q=0\r\n")).body == "plain script");
    CHECK(wire.ask(get("/assets/service-centre.js")).header("cache-control") == "no-cache");
    CHECK(wire.ask(get("/favicon.svg")).header("content-type") == "image/svg+xml");
    const auto empty = wire.ask(get("/empty.txt"));
    CHECK(empty.status == 200);
    CHECK(empty.header("content-length") == "0");

    CHECK(plain.header("etag") != brotli.header("etag"));
    wire.send(get(script, "If-None-Match: \"other\", W/" + plain.header("etag") + "\r\n"));
    const auto unchanged = wire.answer(true);
    CHECK(unchanged.status == 304);
    CHECK(unchanged.header("etag") == plain.header("etag"));
    CHECK(unchanged.header("content-length").empty());
    CHECK(wire.ask(get(script, "Accept-Encoding: br\r\nIf-None-Match: " + plain.header("etag") + "\r\n")).status ==
          200);
    wire.send("HEAD " + script + " HTTP/1.1\r\nHost: t\r\n\r\n");
    CHECK(wire.answer(true).header("content-length") == "12");
    CHECK(wire.ask("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 0\r\n\r\n").status == 404);
}

TEST_CASE("a folder that is missing or larger than its bound is refused with its name") {
    const Folder folder;
    const auto missing = serve_folder(folder.path / "nowhere");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().key == "http.folder_unreadable");
    CHECK(serve_folder(folder.path / "site", {.bytes = 20}).error().key == "http.folder_too_large");
    CHECK(serve_folder(folder.path / "site", {.files = 3}).error().key == "http.folder_too_large");
}
