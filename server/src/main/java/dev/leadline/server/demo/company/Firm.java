package dev.leadline.server.demo.company;

/** A company that prospects work for. */
record Firm(
    String name,
    String domain,
    String industry,
    int employees,
    long annualRevenue,
    Region region,
    Region.Place place,
    String zip,
    String street) {

  /** Its home page. */
  String website() {
    return "https://www." + domain;
  }
}
