package dev.leadline.simulator.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /services/data}: the versions, and the resources of one. */
final class Versions {

  private static final int FIRST = 31;
  private static final int LAST = 67;
  private static final String[] SEASONS = {"Spring", "Summer", "Winter"};
  private static final List<String> RESOURCES =
      List.of("composite", "jobs", "limits", "query", "queryAll", "recent", "search", "sobjects");

  private Versions() {}

  static boolean isKnown(String version) {
    return version.matches("v\\d{2}\\.0") && number(version) >= FIRST && number(version) <= LAST;
  }

  private static int number(String version) {
    return Integer.parseInt(version.substring(1, 3));
  }

  static List<Object> all() {
    List<Object> versions = new ArrayList<>();
    for (int number = FIRST; number <= LAST; number++) {
      Map<String, String> version = new LinkedHashMap<>();
      version.put("label", label(number));
      version.put("url", "/services/data/v" + number + ".0");
      version.put("version", number + ".0");
      versions.add(version);
    }
    return versions;
  }

  /** v66 was Spring '26; three releases make a year, and winter comes a year early. */
  private static String label(int number) {
    int season = Math.floorMod(number - 66, 3);
    int year = 26 + Math.floorDiv(number - 66, 3) + (season == 2 ? 1 : 0);
    return SEASONS[season] + " '" + year;
  }

  static Map<String, String> resources(Call call, String ownUrl, String organizationId) {
    Map<String, String> resources = new LinkedHashMap<>();
    for (String name : RESOURCES) {
      resources.put(name, call.base() + "/" + name);
    }
    resources.put("identity", ownUrl + "/id/" + organizationId + "/" + call.userId());
    return resources;
  }
}
