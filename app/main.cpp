// 统管 Tongguan: one program, its commands. This file reads what it is told and hands it on.
#include <sys/stat.h>

#include <charconv>
#include <cstdio>

#include "app/commands.h"

namespace tongguan {

namespace {

struct Call {
    std::vector<std::string> words;      // "demo", "load"
    std::vector<std::string> arguments;  // from the first flag on
};

Call parse(int argc, char** argv) {
    Call call;
    int i = 1;
    for (; i < argc && !std::string_view(argv[i]).starts_with("--"); ++i) call.words.emplace_back(argv[i]);
    for (; i < argc; ++i) call.arguments.emplace_back(argv[i]);
    return call;
}

int help(const Call& call, std::FILE* to, int status) {
    const auto texts = texts_of(everything());
    const std::string language = language_told(call.arguments);
    const auto say = [&](std::string_view key) { return texts ? texts->text(language, key) : std::string(key); };
    std::fprintf(to, "%s\n%s\n%s\n", say("app.help").c_str(), config::usage(declared_settings(), say).c_str(),
                 say("app.help.other_language").c_str());
    return status;
}

int run_report(const Call& call, const Settings& settings, const Clock& machine) {
    int year = 0;
    if (call.words.size() == 2)
        std::from_chars(call.words[1].data(), call.words[1].data() + call.words[1].size(), year);
    return year == 0 ? help(call, stderr, 2) : report(settings, machine, year);
}

int run_outbox(const Call& call, const Settings& settings, const Clock& machine) {
    const std::vector<std::string>& words = call.words;
    if (words.size() == 1 || (words.size() == 2 && words[1] == "list")) return parked_events(settings, machine, 0);
    std::int64_t event = 0;
    if (words.size() == 3 && words[1] == "release")
        std::from_chars(words[2].data(), words[2].data() + words[2].size(), event);
    return event <= 0 ? help(call, stderr, 2) : parked_events(settings, machine, event);
}

int run(const Call& call, const Settings& settings, const Clock& machine) {
    const std::string& command = call.words.front();
    const bool alone = call.words.size() == 1;
    if (command == "serve" && alone) return serve(settings, machine);
    if (command == "init" && alone) return init(settings, machine);
    if (command == "migrate" && alone) return migrate(settings, machine);
    if (command == "openapi" && alone) return print_openapi(settings);
    if (command == "demo" && call.words.size() == 2 && call.words[1] == "load") return load_demo(settings, machine);
    if (command == "report") return run_report(call, settings, machine);
    if (command == "outbox") return run_outbox(call, settings, machine);
    if (command == "check" && call.words.size() <= 2) return check(settings, machine, alone ? "all" : call.words[1]);
    return help(call, stderr, 2);
}

int start(int argc, char** argv) {
    const Call call = parse(argc, argv);
    if (call.words.empty()) {
        const bool version = !call.arguments.empty() && call.arguments[0] == "--version";
        if (version) return std::printf("%s\n", TONGGUAN_VERSION) > 0 ? 0 : 1;
        const bool asked = !call.arguments.empty() && call.arguments[0] == "--help";
        return help(call, asked ? stdout : stderr, asked ? 0 : 2);
    }
    const auto settings = read_settings(call.arguments);
    if (!settings) {
        say(settings.error(), Settings{.language = language_told(call.arguments)});
        return 2;
    }
    const MachineClock machine;
    return run(call, *settings, machine);
}

}  // namespace

}  // namespace tongguan

int main(int argc, char** argv) {
    ::umask(S_IRWXG | S_IRWXO);  // what this program makes is its own
    try {
        return tongguan::start(argc, argv);
    } catch (const std::exception& failure) {  // the outermost loop: nobody can act on it but whoever started us
        std::fprintf(stderr, "tongguan: %s\n", failure.what());
        return 1;
    }
}
