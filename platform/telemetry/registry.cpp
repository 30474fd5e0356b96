#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <stdexcept>

#include "platform/telemetry/metrics.h"

namespace tongguan::telemetry {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

void check_name(std::string_view name, bool label) {
    bool right = !name.empty() && !is_digit(name[0]) && !(label && (name.starts_with("__") || name == "le"));
    for (const char c : name) right = right && (is_letter(c) || is_digit(c) || (c == ':' && !label));
    if (!right) throw std::logic_error("not a Prometheus name: " + std::string(name));
}

void append_number(std::string& out, double number) {
    if (std::isnan(number)) {
        out += "NaN";
    } else if (std::isinf(number)) {
        out += number > 0 ? "+Inf" : "-Inf";
    } else {
        std::array<char, 32> buffer;
        out.append(buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr);
    }
}

void append_escaped(std::string& out, std::string_view text, bool quotes) {
    for (const char c : text) {
        if (c == '\\') {
            out += "\\\\";
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '"' && quotes) {
            out += "\\\"";
        } else {
            out += c;
        }
    }
}

// name{labels} — `labels` is rendered already: a="b",c="d"
void append_series(std::string& out, std::string_view name, std::string_view suffix, std::string_view labels,
                   std::string_view more = {}) {
    out.append(name).append(suffix);
    if (!labels.empty() || !more.empty()) {
        out += '{';
        out += labels;
        if (!labels.empty() && !more.empty()) out += ',';
        out += more;
        out += '}';
    }
    out += ' ';
}

void append_metric(std::string& out, std::string_view name, std::string_view labels, const Counter& counter) {
    append_series(out, name, "", labels);
    out += std::to_string(counter.value()) + '\n';
}

void append_metric(std::string& out, std::string_view name, std::string_view labels, const Gauge& gauge) {
    append_series(out, name, "", labels);
    append_number(out, gauge.value());
    out += '\n';
}

void append_metric(std::string& out, std::string_view name, std::string_view labels, const Histogram& histogram) {
    const Histogram::Reading reading = histogram.read();
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < reading.buckets.size(); ++i) {
        below += reading.buckets[i];
        std::string bound = "le=\"";
        append_number(bound, i < histogram.bounds().size() ? histogram.bounds()[i] : HUGE_VAL);
        append_series(out, name, "_bucket", labels, bound += '"');
        out += std::to_string(below) + '\n';
    }
    append_series(out, name, "_sum", labels);
    append_number(out, reading.sum);
    out += '\n';
    append_series(out, name, "_count", labels);
    out += std::to_string(reading.count) + '\n';
}

// What stands under one # HELP and # TYPE.
class Block {
public:
    virtual ~Block() = default;
    virtual void append(std::string& out) const = 0;
};

struct Declared {
    std::string name, help;
    std::string_view type;
    void append_head(std::string& out) const {
        out.append("# HELP ").append(name) += ' ';
        append_escaped(out, help, false);
        out.append("\n# TYPE ").append(name) += ' ';
        out.append(type) += '\n';
    }
};

template <class Metric>
class Series final : public Block, public Family<Metric> {
public:
    Series(Declared declared, Registry::Labels labels, std::function<std::unique_ptr<Metric>()> make)
        : declared_(std::move(declared)), labels_(std::move(labels)), make_(std::move(make)) {}

    Metric& with(std::initializer_list<std::string_view> values) override {
        if (values.size() != labels_.size()) throw std::logic_error("labels of " + declared_.name);
        return at(rendered(values));
    }

    void append(std::string& out) const override {
        const std::shared_lock lock(mutex_);
        declared_.append_head(out);
        for (const auto& [labels, metric] : metrics_) append_metric(out, declared_.name, labels, *metric);
    }

private:
    Metric& at(const std::string& labels) {
        {
            const std::shared_lock lock(mutex_);
            if (const auto found = metrics_.find(labels); found != metrics_.end()) return *found->second;
        }
        const std::unique_lock lock(mutex_);
        if (const auto found = metrics_.find(labels); found != metrics_.end()) return *found->second;
        if (metrics_.size() < series_max) return *metrics_.emplace(labels, make_()).first->second;
        std::string other;
        for (const std::string& label : labels_) {
            if (!other.empty()) other += ',';
            other.append(label).append("=\"other\"");
        }
        auto& metric = metrics_[other];
        if (!metric) metric = make_();
        return *metric;
    }

    std::string rendered(std::initializer_list<std::string_view> values) const {
        std::string out;
        auto label = labels_.begin();
        for (const std::string_view value : values) {
            if (!out.empty()) out += ',';
            out.append(*label++).append("=\"");
            append_escaped(out, value, true);
            out += '"';
        }
        return out;
    }

    Declared declared_;
    Registry::Labels labels_;
    std::function<std::unique_ptr<Metric>()> make_;
    mutable std::shared_mutex mutex_;
    std::map<std::string, std::unique_ptr<Metric>> metrics_;
};

class Asked final : public Block {
public:
    Asked(Declared declared, std::function<double()> read) : declared_(std::move(declared)), read_(std::move(read)) {}
    void append(std::string& out) const override {
        declared_.append_head(out);
        out.append(declared_.name) += ' ';
        append_number(out, read_());
        out += '\n';
    }

private:
    Declared declared_;
    std::function<double()> read_;
};

}  // namespace

struct Registry::State {
    mutable std::mutex mutex;  // declarations; reading a metric takes none of it
    std::set<std::string, std::less<>> names;
    std::vector<std::unique_ptr<Block>> blocks;  // in the order of declaration

    Declared declare(std::string_view name, std::string_view help, std::string_view type) {
        check_name(name, false);
        if (help.empty()) throw std::logic_error("a metric without help: " + std::string(name));
        std::vector<std::string> taken{std::string(name)};
        if (type == "histogram") {
            for (const auto* suffix : {"_bucket", "_sum", "_count"}) taken.push_back(std::string(name) + suffix);
        }
        for (std::string& one : taken) {
            if (!names.insert(std::move(one)).second) throw std::logic_error("declared twice: " + std::string(name));
        }
        return {std::string(name), std::string(help), type};
    }

    template <class Metric>
    Family<Metric>& add(std::string_view name, std::string_view help, std::string_view type, Labels labels,
                        std::function<std::unique_ptr<Metric>()> make) {
        for (const std::string& label : labels) check_name(label, true);
        const std::scoped_lock lock(mutex);
        auto series = std::make_unique<Series<Metric>>(declare(name, help, type), std::move(labels), std::move(make));
        auto& family = *series;
        blocks.push_back(std::move(series));
        return family;
    }

    void ask(std::string_view name, std::string_view help, std::string_view type, std::function<double()> read) {
        const std::scoped_lock lock(mutex);
        blocks.push_back(std::make_unique<Asked>(declare(name, help, type), std::move(read)));
    }
};

Registry::Registry() : state_(std::make_unique<State>()) {}
Registry::~Registry() = default;

Family<Counter>& Registry::counters(std::string_view name, std::string_view help, Labels labels) {
    return state_->add<Counter>(name, help, "counter", std::move(labels), [] { return std::make_unique<Counter>(); });
}

Family<Gauge>& Registry::gauges(std::string_view name, std::string_view help, Labels labels) {
    return state_->add<Gauge>(name, help, "gauge", std::move(labels), [] { return std::make_unique<Gauge>(); });
}

Family<Histogram>& Registry::histograms(std::string_view name, std::string_view help, Labels labels,
                                        std::span<const double> bounds) {
    Histogram{bounds};  // a wrong list throws now, not at the first request
    return state_->add<Histogram>(
        name, help, "histogram", std::move(labels),
        [kept = std::vector<double>(bounds.begin(), bounds.end())] { return std::make_unique<Histogram>(kept); });
}

Counter& Registry::counter(std::string_view name, std::string_view help) { return counters(name, help, {}).with({}); }
Gauge& Registry::gauge(std::string_view name, std::string_view help) { return gauges(name, help, {}).with({}); }
Histogram& Registry::histogram(std::string_view name, std::string_view help, std::span<const double> bounds) {
    return histograms(name, help, {}, bounds).with({});
}

void Registry::gauge_from(std::string_view name, std::string_view help, std::function<double()> read) {
    state_->ask(name, help, "gauge", std::move(read));
}

void Registry::counter_from(std::string_view name, std::string_view help, std::function<double()> read) {
    state_->ask(name, help, "counter", std::move(read));
}

std::string Registry::exposition() const {
    const std::scoped_lock lock(state_->mutex);
    std::string out;
    for (const auto& block : state_->blocks) block->append(out);
    return out;
}

}  // namespace tongguan::telemetry
