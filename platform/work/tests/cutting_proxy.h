// Stands between a client and PostgreSQL's socket and cuts the line once: after the server has answered the message
// that contains `mark`, without passing the answer on. A commit whose answer is lost, for real.
#pragma once

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace tongguan::probe {

class CuttingProxy {
public:
    CuttingProxy(const std::string& conninfo, std::string mark)
        : mark_(std::move(mark)), server_(folder_of(conninfo) + "/.s.PGSQL.5432") {
        std::string name = "/tmp/tongguan-cut-XXXXXX";
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no folder for the proxy");
        folder_ = name;
        listener_ = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_un address = address_of(folder_ + "/.s.PGSQL.5432");
        if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
            listen(listener_, 8) != 0)
            throw std::runtime_error("the proxy cannot listen");
        thread_ = std::thread([this] { serve(); });
    }
    ~CuttingProxy() {
        shutdown(listener_, SHUT_RDWR);
        thread_.join();
        for (std::thread& line : lines_) line.join();
        close(listener_);
        std::filesystem::remove_all(folder_);
    }
    CuttingProxy(const CuttingProxy&) = delete;
    CuttingProxy& operator=(const CuttingProxy&) = delete;

    // The same database, through this proxy.
    std::string through(std::string conninfo) const {
        const std::string host = folder_of(conninfo);
        return conninfo.replace(conninfo.find(host), host.size(), folder_);
    }
    int cuts() const { return cuts_; }

private:
    static std::string folder_of(const std::string& conninfo) {
        const std::size_t start = conninfo.find("host='") + 6;
        return conninfo.substr(start, conninfo.find('\'', start) - start);
    }
    static sockaddr_un address_of(const std::string& path) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
        return address;
    }
    void serve() {
        for (;;) {
            const int client = accept(listener_, nullptr, nullptr);
            if (client < 0) return;
            lines_.emplace_back([this, client] { pass(client); });
        }
    }
    void pass(int client) {
        const int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const sockaddr_un address = address_of(server_);
        bool open = connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        bool cutting = false;
        bool prepared = false;  // the mark passes once when the statement is prepared
        std::array<char, 65536> room{};
        while (open) {
            std::array<pollfd, 2> ends{{{client, POLLIN, 0}, {server, POLLIN, 0}}};
            if (poll(ends.data(), ends.size(), 10'000) <= 0) break;
            for (std::size_t side = 0; side < ends.size() && open; ++side) {
                if (ends[side].revents == 0) continue;
                const ssize_t got = read(ends[side].fd, room.data(), room.size());
                open = got > 0;
                if (!open) break;
                const std::string_view bytes(room.data(), static_cast<std::size_t>(got));
                if (side == 1 && cutting) {
                    open = false;  // the answer was here, and goes no further
                    break;
                }
                if (side == 0 && cuts_ == 0 && bytes.find(mark_) != std::string_view::npos &&
                    std::exchange(prepared, true)) {
                    cutting = true;
                    ++cuts_;
                }
                open = write(ends[1 - side].fd, bytes.data(), bytes.size()) == got;
            }
        }
        close(server);
        close(client);
    }

    std::string mark_;
    std::string server_;
    std::string folder_;
    int listener_ = -1;
    std::thread thread_;
    std::vector<std::thread> lines_;
    std::atomic<int> cuts_{0};
};

}  // namespace tongguan::probe
