// What a running server has beside its house: sessions, sign-in, log, metrics, the pump, the sealer, live hints; and
// the routes that belong to the site itself (health, metrics, the contract, the stream of hints).
#pragma once

#include <memory>

#include "app/house.h"
#include "platform/http/server.h"

namespace tongguan {

class Site {
public:
    explicit Site(House& house, const Clock& machine);
    ~Site();
    void mount(http::Router& router);
    void watch(http::Server& server);  // metrics and access log; before the server starts
    void start();                      // background threads; after the server has bound
    void reopen_log();                 // after the file was moved away
    // Refuses app.log_file.unwritable {file, why}; an empty name is standard error.
    static Outcome writable(const std::string& log_file);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tongguan
