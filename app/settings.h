// What a process is told, as one struct: read from a TOML file, the environment (TONGGUAN_…) and flags, the later over
// the earlier (platform/config). Nothing else in the tree reads the environment.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "platform/config/config.h"

namespace tongguan {

struct Settings {
    std::string data = "data";      // data folder
    std::string database;           // libpq conninfo of the server's login; empty: a private cluster in the data folder
    std::string database_owner;     // … of the owner that migrates; needed with `database`
    std::string user = "tongguan";  // whom a server started as root becomes; falls back to postgres
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    std::string tls_certificate;
    std::string tls_key;
    std::string origin;  // e.g. https://tongguan.example.gov.cn; empty: the Host it was asked under
    std::vector<std::string> trusted_proxies;
    std::string web;       // built desk; empty: found beside the program
    std::string holidays;  // file of notices for years that this build does not know yet; empty: none
    unsigned loops = 1;
    unsigned workers = 4;    // each with one database connection
    bool demo = false;       // make a demo when nothing is installed yet
    bool demo_open = false;  // let a demo listen on other addresses than loopback
    std::string log_level = "info";
    std::string log_file;  // empty: standard error
    std::int64_t session_idle_minutes = 30;
    std::int64_t session_absolute_minutes = 12 * 60;
    std::string language = "zh";  // of what the commands print
    std::string bureau;           // of init: full name of the bureau
    std::string format = "md";    // of report
    std::string head;             // of check audit: a head from the log, "sequence mac"
    bool draft = false;           // of migrate: say what the next migration would be
};

std::span<const config::Setting> declared_settings();
// The language to answer in when the settings could not be read, or are not asked for (help): by flag or environment.
std::string language_told(const std::vector<std::string>& arguments);
// `arguments`: what stands after the command's own words. Refuses what config::Config::read refuses.
Result<Settings> read_settings(std::vector<std::string> arguments);

}  // namespace tongguan
