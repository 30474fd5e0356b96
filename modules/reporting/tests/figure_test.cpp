// What a reader is told of a figure, by how much of it he may see; the figure itself is made up.
#include <doctest/doctest.h>

#include "modules/reporting/actions.h"
#include "platform/indicator/catalogue.h"
#include "platform/testing/world.h"

using namespace tongguan;
using namespace tongguan::reporting;

namespace {

constexpr Permission see_few{"test.figures"};
const Instant last_one = instant_at(make_date(2021, 6, 1));

// `visible` of three cases, and of thirteen of which two were rated.
template <std::int64_t visible>
indicator::Catalogue figures() {
    const auto no_rows = [](Work&, const indicator::Period&, std::string_view,
                            std::size_t) -> Result<std::vector<indicator::Row>> { return {}; };
    return indicator::Catalogue({{.key = "test.cases",
                                  .unit = "unit.case",
                                  .permission = see_few,
                                  .read = [](Work&, const indicator::Period&) -> Result<indicator::Reading> {
                                      return indicator::Reading{
                                          .value = 3, .records = 3, .visible = visible, .freshest = last_one};
                                  },
                                  .rows = no_rows},
                                 {.key = "test.share",
                                  .decimals = 2,
                                  .unit = "unit.percent",
                                  .symbol = "%",
                                  .permission = see_few,
                                  .read = [](Work&, const indicator::Period&) -> Result<indicator::Reading> {
                                      return indicator::Reading{.value = 5000,
                                                                .records = 13,
                                                                .visible = visible == 3 ? 13 : visible,
                                                                .numerator = 1,
                                                                .denominator = 2,
                                                                .freshest = last_one,
                                                                .notes = {{"test.ratings", 2}}};
                                  },
                                  .rows = no_rows}});
}

Figure opened(testing::World& world, const indicator::Catalogue& catalogue, std::string_view key) {
    access::Actor reader = world.all_rights();
    std::map<std::string, db::Scope, std::less<>> scopes(reader.rights->all());
    scopes.emplace(see_few.key, db::Scope::all());
    reader.rights = std::make_shared<const access::Rights>(std::move(scopes));
    Services services = world.services();
    services.indicators = &catalogue;
    Figure figure;
    const auto read = work::read(services, reader, "test", db::Mode::snapshot, [&](Work& work) -> Result<work::Answer> {
        figure = TRY(view_figure(work, key, 2021));
        return work::Answer{};
    });
    REQUIRE(read);
    return figure;
}

}  // namespace

TEST_CASE("a hidden figure tells neither its value nor anything its records could be counted by") {
    testing::World world;
    const indicator::Catalogue catalogue = figures<2>();
    for (const std::string_view key : {"test.cases", "test.share"}) {
        CAPTURE(key);
        const Figure figure = opened(world, catalogue, key);
        CHECK(figure.hidden);
        CHECK(figure.value.empty());
        CHECK(figure.printed.empty());
        CHECK(figure.last_year.empty());
        CHECK_FALSE(figure.records.has_value());
        CHECK_FALSE(figure.visible.has_value());
        CHECK_FALSE(figure.freshest.has_value());
        CHECK_FALSE(figure.numerator.has_value());
        CHECK_FALSE(figure.denominator.has_value());
        CHECK(figure.notes.empty());
    }
}

TEST_CASE("whoever may see the records sees the figure, however few they are") {
    testing::World world;
    const indicator::Catalogue catalogue = figures<3>();
    const Figure cases = opened(world, catalogue, "test.cases");
    CHECK_FALSE(cases.hidden);
    CHECK(cases.value == "3");
    CHECK(cases.records == 3);
    CHECK(cases.visible == 3);
    CHECK(cases.freshest == last_one);
    const Figure share = opened(world, catalogue, "test.share");
    CHECK(share.value == "50.00");
    CHECK(share.denominator == 2);
    REQUIRE(share.notes.size() == 1);
}
