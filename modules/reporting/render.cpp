// A report as Markdown and as one self-contained HTML page.
#include <fmt/format.h>

#include "modules/reporting/api.h"

namespace tongguan::reporting {

namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

// "1.3万余件", "48件", 〔尚无数据来源〕
std::string said(const Part& part, const i18n::Texts& texts, std::string_view language) {
    if (part.kind == PartKind::text) return part.text;
    if (part.state == SlotState::answered || part.state == SlotState::exact) return part.text + part.unit;
    return texts.text(language, "reporting.slot." + std::string(entity::word_of(part.state))) + part.unit;
}

std::string tally(const Report& report, const i18n::Texts& texts, std::string_view language) {
    return texts.text(language, "reporting.report.tally",
                      {{"figures", std::to_string(report.figures)},
                       {"facts", std::to_string(report.facts)},
                       {"plans", std::to_string(report.plans)},
                       {"answered", std::to_string(report.answered)},
                       {"as_of", to_string(report.as_of)}});
}

std::string demo_note(const i18n::Texts& texts, std::string_view language) {
    return texts.text(language, "reporting.report.demo");
}

}  // namespace

std::string as_markdown(const Report& report, const i18n::Texts& texts, std::string_view language) {
    std::string out = fmt::format("# {}\n\n", report.title);
    if (report.demo) out += fmt::format("> **{}**\n\n", demo_note(texts, language));
    out += tally(report, texts, language) + '\n';
    for (const Section& section : report.sections) {
        out += fmt::format("\n## {}\n", section.title);
        for (const Item& item : section.items) {
            out += fmt::format("\n{}. **{}** ", item.number, item.title);
            for (const Part& part : item.parts) out += said(part, texts, language);
            out += '\n';
        }
    }
    return out;
}

std::string as_html(const Report& report, const i18n::Texts& texts, std::string_view language) {
    std::string out = fmt::format(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title>\n<style>"
        "body{{font-family:\"Songti SC\",\"Noto Serif CJK SC\",serif;line-height:1.8;max-width:44rem;margin:2rem "
        "auto;padding:0 1rem}}"
        "b.slot{{font-weight:600}}i.empty{{font-style:normal;border:1px dashed #8F5300;color:#8F5300;padding:0 .2em}}"
        "p.demo{{border:1px solid #8F5300;color:#8F5300;padding:.2em .6em;font-weight:600}}"
        "</style></head><body>\n<h1>{}</h1>\n",
        escaped(language), escaped(report.title), escaped(report.title));
    if (report.demo) out += fmt::format("<p class=\"demo\">{}</p>\n", escaped(demo_note(texts, language)));
    out += fmt::format("<p>{}</p>\n", escaped(tally(report, texts, language)));
    for (const Section& section : report.sections) {
        out += fmt::format("<h2>{}</h2>\n", escaped(section.title));
        for (const Item& item : section.items) {
            out += fmt::format("<p>{}. <strong>{}</strong> ", item.number, escaped(item.title));
            for (const Part& part : item.parts) {
                const std::string text = escaped(said(part, texts, language));
                if (part.kind == PartKind::text)
                    out += text;
                else if (part.state == SlotState::answered || part.state == SlotState::exact)
                    out += fmt::format("<b class=\"slot\" data-key=\"{}\">{}</b>", escaped(part.key), text);
                else
                    out += fmt::format("<i class=\"empty\" data-key=\"{}\">{}</i>", escaped(part.key), text);
            }
            out += "</p>\n";
        }
    }
    return out + "</body></html>\n";
}

}  // namespace tongguan::reporting
