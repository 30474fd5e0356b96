#include "platform/http/static.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <optional>
#include <unordered_map>

#include "base/text.h"
#include "platform/http/faults.h"

namespace tongguan::http {

namespace {

namespace fs = std::filesystem;

struct Form {
    std::string content;
    std::string etag;  // strong: of these very bytes
};
struct File {
    Form plain;
    Form brotli;
    Form gzip;
    std::string_view type;
    bool immutable = false;
};
struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using Files = std::unordered_map<std::string, File, Hash, std::equal_to<>>;

std::string_view type_of(std::string_view extension) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 22> types{{
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".json", "application/json"},
        {".map", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".webp", "image/webp"},
        {".avif", "image/avif"},
        {".gif", "image/gif"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".ttf", "font/ttf"},
        {".wasm", "application/wasm"},
        {".txt", "text/plain; charset=utf-8"},
        {".xml", "application/xml"},
        {".pdf", "application/pdf"},
    }};
    for (const auto& [known, type] : types)
        if (extension == known) return type;
    return "application/octet-stream";
}

// Vite's "-" and at least eight of [A-Za-z0-9_-] before the extension, with a digit or capital among them, so that
// "service-centre.js" is not taken for a hash.
bool is_hashed(std::string_view name) {
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || dot < 9) return false;
    const std::string_view hash = name.substr(dot - 8, 8);
    if (name[dot - 9] != '-') return false;
    bool mixed = false;
    for (const char c : hash) {
        const bool telling = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
        if (!telling && !(c >= 'a' && c <= 'z') && c != '_' && c != '-') return false;
        mixed = mixed || telling;
    }
    return mixed;
}

std::string etag_of(std::string_view content) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
    unsigned length = 0;
    EVP_Digest(content.data(), content.size(), digest.data(), &length, EVP_sha256(), nullptr);
    std::string etag = "\"";
    for (std::size_t i = 0; i < 16; ++i) {
        etag += "0123456789abcdef"[digest[i] >> 4];
        etag += "0123456789abcdef"[digest[i] & 15];
    }
    return etag + "\"";
}

// One element of a list header: its name, and whether q=0 rules it out.
bool accepts(std::string_view list, std::string_view coding) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        std::string_view element = list.substr(0, comma);
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
        const std::size_t semicolon = element.find(';');
        const std::string_view name = trimmed(element.substr(0, semicolon));
        if (name != coding) continue;
        if (semicolon == std::string_view::npos) return true;
        const std::string_view weight = trimmed(element.substr(semicolon + 1));
        return !(weight.starts_with("q=0") && weight.find_first_not_of("0.", 2) == std::string_view::npos);
    }
    return false;
}

bool matches(std::string_view if_none_match, std::string_view etag) {
    if (trimmed(if_none_match) == "*") return true;
    while (!if_none_match.empty()) {
        const std::size_t comma = if_none_match.find(',');
        std::string_view element = trimmed(if_none_match.substr(0, comma));
        if (element.starts_with("W/")) element.remove_prefix(2);  // weak comparison (RFC 9110 §13.1.2)
        if (element == etag) return true;
        if_none_match = comma == std::string_view::npos ? std::string_view{} : if_none_match.substr(comma + 1);
    }
    return false;
}

Response answer(const File& file, const Request& request) {
    const std::string_view codings = request.header("accept-encoding");
    const bool brotli = !file.brotli.content.empty() && accepts(codings, "br");
    const bool gzip = !brotli && !file.gzip.content.empty() && accepts(codings, "gzip");
    const Form& form = brotli ? file.brotli : gzip ? file.gzip : file.plain;
    Response response;
    response.set("etag", form.etag);
    response.set("cache-control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (!file.brotli.content.empty() || !file.gzip.content.empty()) response.set("vary", "accept-encoding");
    if (matches(request.header("if-none-match"), form.etag)) {
        response.status = 304;
        return response;
    }
    response.set("content-type", std::string(file.type));
    if (brotli) response.set("content-encoding", "br");
    if (gzip) response.set("content-encoding", "gzip");
    response.static_body = form.content;
    return response;
}

bool is_desk_address(std::string_view path) {
    if (path == "/api" || path.starts_with("/api/")) return false;
    return path.substr(path.rfind('/') + 1).find('.') == std::string_view::npos;
}

// Bytes of one regular file; nothing when it cannot be read whole.
std::optional<std::string> read_whole(const fs::path& path, std::uintmax_t size) {
    std::ifstream in(path, std::ios::binary);
    std::string content(size, '\0');
    if (!in.read(content.data(), static_cast<std::streamsize>(size))) return std::nullopt;
    return content;
}

Result<Files> load(const fs::path& folder, const StaticOptions& options) {
    Files files;
    std::size_t count = 0;
    std::uintmax_t bytes = 0;
    std::error_code error;
    const auto unreadable = [&](const std::string& reason) {
        return invalid("http.folder_unreadable", {{"folder", folder.string()}, {"reason", reason}});
    };
    for (fs::recursive_directory_iterator at(folder, error), end; at != end; at.increment(error)) {
        if (error) return unreadable(error.message());
        // symlink_status: a link is neither regular nor entered, so nothing outside the folder can be reached.
        if (at->symlink_status(error).type() != fs::file_type::regular) continue;
        const std::uintmax_t size = at->file_size(error);
        if (error) return unreadable(error.message());
        bytes += size;
        if (++count > options.files || bytes > options.bytes)
            return invalid("http.folder_too_large",
                           {{"folder", folder.string()}, {"bytes", std::to_string(options.bytes)}});
        auto content = read_whole(at->path(), size);
        if (!content) return unreadable(at->path().string());
        std::string name = "/" + at->path().lexically_relative(folder).generic_string();
        const std::string extension = at->path().extension().string();
        Form form{std::move(*content), {}};
        form.etag = etag_of(form.content);
        const bool compressed = extension == ".br" || extension == ".gz";
        if (compressed) name.resize(name.size() - 3);
        File& file = files[name];
        (extension == ".br" ? file.brotli : extension == ".gz" ? file.gzip : file.plain) = std::move(form);
        file.type = type_of(fs::path(name).extension().string());
        file.immutable = is_hashed(name);
    }
    if (error) return unreadable(error.message());
    std::erase_if(files, [](const auto& entry) { return entry.second.plain.etag.empty(); });
    return files;
}

}  // namespace

Result<Handler> serve_folder(const std::filesystem::path& folder, const StaticOptions& options) {
    auto files = std::make_shared<const Files>(TRY(load(folder, options)));
    Handler handler;
    handler.inline_ = true;
    handler.run = [files](Request& request) -> Response {
        auto found = files->find(request.path);
        if (found == files->end() && is_desk_address(request.path))
            found = files->find(std::string_view("/index.html"));
        if (found == files->end())
            return fault_answer({404, "http.not_found"}, request.header("accept-language"), request.trace);
        return answer(found->second, request);
    };
    return handler;
}

}  // namespace tongguan::http
