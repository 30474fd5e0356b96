// The built web pages, served from memory: read once at start, never outside their folder, compressed beforehand.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "base/result.h"
#include "platform/http/server.h"

namespace tongguan::http {

struct StaticOptions {
    std::size_t files = 5'000;
    std::size_t bytes = 64u << 20;  // of all files with their compressed forms
};

// A handler for Router::fallback. `name.br` and `name.gz` beside `name` are its compressed forms. Hashed names
// (app-3fa9c1d2.js) are immutable; everything else is asked again by ETag. An address of the desk's own (no extension,
// not under /api) gets index.html. Symbolic links are not followed. Refusals (invalid): http.folder_unreadable
// {folder, reason}, http.folder_too_large {folder, bytes}.
Result<Handler> serve_folder(const std::filesystem::path& folder, const StaticOptions& options = {});

}  // namespace tongguan::http
