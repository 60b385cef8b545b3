package dev.leadline.server.demo.company;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes up companies, each with a name and domain of its own. */
final class Firms {
  private record Trade(String industry, List<String> names, int weight) {}

  private static final List<String> FIRST =
      Words.in(
          """
          Alder Amber Anchor Aspen Beacon Birch Bluestone Bramble Cedar Cinder Clearwater Cobalt
          Copper Coral Crescent Dovetail Driftwood Ember Evergreen Falcon Fernwood Flint Foxglove
          Glacier Granite Harbor Hawthorn Hazel Heron Highland Indigo Ironwood Ivory Juniper Kestrel
          Lakeside Lantern Larch Lighthouse Linden Lumen Maple Meadow Meridian Midland Moorland
          Northfield Oakridge Opal Orchard Osprey Pebble Pinecrest Poplar Quarry Quill Redwood
          Ridgeline Riverbend Sable Saffron Sandstone Seabright Silverleaf Solstice Sparrow
          Stonebridge Summit Sycamore Tamarind Thistle Tidewater Topaz Umber Valley Verdant Walnut
          Wavecrest Westerly Willow Windmill Woodbine Yarrow Zephyr
          """);

  private static final List<Trade> TRADES =
      List.of(
          new Trade("Manufacturing", List.of("Works", "Castings", "Fabrication", "Tooling"), 14),
          new Trade("Technology", List.of("Software", "Systems", "Cloud", "Analytics"), 14),
          new Trade("Utilities", List.of("Water", "Waterworks", "Networks"), 10),
          new Trade("Food & Beverage", List.of("Foods", "Brewery", "Dairies", "Mills"), 9),
          new Trade("Healthcare", List.of("Clinics", "Care", "Diagnostics"), 8),
          new Trade("Chemicals", List.of("Chemicals", "Coatings", "Polymers"), 8),
          new Trade("Biotechnology", List.of("Biosciences", "Genomics", "Labs"), 6),
          new Trade("Environmental", List.of("Recycling", "Environmental", "Restoration"), 6),
          new Trade("Energy", List.of("Energy", "Power", "Solar"), 6),
          new Trade("Agriculture", List.of("Farms", "Growers", "Irrigation"), 5),
          new Trade("Construction", List.of("Builders", "Civil", "Structures"), 4),
          new Trade("Education", List.of("University", "Institute", "College"), 4),
          new Trade("Transportation", List.of("Logistics", "Freight", "Lines"), 3),
          new Trade("Government", List.of("County Council", "Water Authority"), 3));

  private static final List<String> STREETS =
      List.of(
          "Mill Lane",
          "Station Road",
          "Harbour Street",
          "Market Square",
          "River Walk",
          "Foundry Street",
          "Orchard Avenue",
          "Canal Street",
          "Bridge Road",
          "Tannery Row");

  private static final List<Region> REGIONS = List.of(Region.values());

  private final Dice dice;
  private final Set<String> domains = new HashSet<>();

  Firms(Dice dice) {
    this.dice = dice;
  }

  Firm next() {
    Region region = dice.oneOf(REGIONS, Region::weight);
    Region.Place place = dice.oneOf(region.places(), Region.Place::weight);
    Trade trade = dice.oneOf(TRADES, Trade::weight);
    int employees = employees();
    String name = name(trade, place);
    return new Firm(
        name,
        domain(name),
        trade.industry(),
        employees,
        employees * (long) dice.between(60, 320) * 1_000,
        region,
        place,
        dice.digits(place.zip()),
        dice.between(1, 180) + " " + dice.oneOf(STREETS));
  }

  /** Two words as long as they are free, then the town between them. */
  private String name(Trade trade, Region.Place place) {
    for (int tries = 0; ; tries++) {
      String town = tries < 3 ? "" : " " + place.city();
      String more = tries < 10 ? "" : " " + dice.oneOf(FIRST);
      String name = dice.oneOf(FIRST) + town + more + " " + dice.oneOf(trade.names());
      if (domains.add(domain(name))) {
        return name;
      }
    }
  }

  private static String domain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-") + ".example";
  }

  /** Most companies are small, few are large. */
  private int employees() {
    int size = dice.between(1, 100);
    if (size <= 50) {
      return dice.between(5, 60);
    }
    return size <= 85 ? dice.between(61, 600) : dice.between(601, 9_000);
  }
}
