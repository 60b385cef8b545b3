package dev.leadline.server.demo.company;

import java.util.List;

/** A part of the world that one sales team of the sample company looks after. */
@SuppressWarnings("ImmutableEnumChecker") // the lists are unmodifiable
public enum Region {
  NORTH_AMERICA(
      "North America",
      38,
      Words.in(
          """
          Avery Blake Brooke Caleb Carter Dana Darren Elise Emerson Felicity Gavin Hailey Harper
          Hudson Imani Jasper Kendall Laurel Mason Morgan Nadine Owen Paige Quentin Reese Rowan
          Sadie Tobias Tessa Wade Whitney Zachary\
          """),
      Words.in(
          """
          Alderman Ashcroft Barlow Beckett Calloway Carver Dalton Delgado Easton Ferris Gallagher
          Hartwell Holloway Ingram Jennings Kirkland Langford Mercer Nolan Osborne Prescott Ramsey
          Sawyer Thackery Underhill Vaughn Westbrook Whitaker Yardley Zeller\
          """),
      List.of(
          new Place("United States", "Boston", "MA", "021##", "+1 617 555 01##", 5),
          new Place("United States", "Chicago", "IL", "606##", "+1 312 555 01##", 6),
          new Place("United States", "Austin", "TX", "787##", "+1 512 555 01##", 5),
          new Place("United States", "Denver", "CO", "802##", "+1 303 555 01##", 4),
          new Place("United States", "Portland", "OR", "972##", "+1 503 555 01##", 3),
          new Place("United States", "Atlanta", "GA", "303##", "+1 404 555 01##", 4),
          new Place("Canada", "Toronto", "ON", "M5V 2T#", "+1 416 555 01##", 4),
          new Place("Canada", "Calgary", "AB", "T2P 1J#", "+1 403 555 01##", 2))),
  EUROPE(
      "Europe",
      27,
      Words.in(
          """
          Anneke Bastien Bruno Clara Dorothea Emil Elodie Fabio Frieda Giulia Henrik Isabelle Jannik
          Katarina Lorenzo Ludovic Marlene Matteo Nele Noemi Olaf Pauline Rafael Silke Sofia Tobias
          Ulrike Valentin Wiebke Yannick\
          """),
      Words.in(
          """
          Albrecht Bergmann Bianchi Castellano Delacroix Dietrich Ekman Fontaine Gerhardt Hofstra
          Janssen Keller Kowalczyk Lambert Lindqvist Marchetti Meister Nowak Ortega Pellegrini
          Quintana Reinhardt Santoro Steiner Thibault Ulrich Verhoeven Vogel Wagenaar Zimmer\
          """),
      List.of(
          new Place("Germany", "Berlin", "", "101##", "+49 30 23125 ###", 5),
          new Place("Germany", "Hamburg", "", "200##", "+49 40 66969 ###", 3),
          new Place("Germany", "Munich", "", "803##", "+49 89 99998 ###", 4),
          new Place("France", "Lyon", "", "690##", "+33 1 99 00 ## ##", 4),
          new Place("Netherlands", "Utrecht", "", "35## AB", "+31 30 555 0###", 3),
          new Place("Italy", "Bologna", "", "401##", "+39 051 555 0###", 3),
          new Place("Spain", "Valencia", "", "460##", "+34 960 555 0##", 3),
          new Place("Sweden", "Gothenburg", "", "411 ##", "+46 31 3900 6##", 2))),
  UK_AND_IRELAND(
      "UK & Ireland",
      12,
      Words.in(
          """
          Aidan Alistair Bronwyn Callum Ciara Dermot Eleanor Fergus Fiona Gareth Gemma Hamish Imogen
          Isla Lachlan Maeve Niamh Oisin Phoebe Rhys Rosalind Rory Sian Tamsin Verity\
          """),
      Words.in(
          """
          Abernathy Blackwood Brannigan Cartwright Corrigan Donnelly Fairfax Farrell Gilchrist
          Hathaway Kinsella Lockhart Macready Nesbitt Pemberton Penhaligon Rafferty Sinclair
          Tremaine Wetherby\
          """),
      List.of(
          new Place("United Kingdom", "London", "", "EC1A #AA", "+44 20 7946 0###", 6),
          new Place("United Kingdom", "Leeds", "", "LS1 #BB", "+44 113 496 0###", 3),
          new Place("United Kingdom", "Glasgow", "", "G2 #CC", "+44 141 496 0###", 2),
          new Place("Ireland", "Dublin", "", "D02 X#0#", "+353 20 910 ####", 3))),
  ASIA_PACIFIC(
      "Asia Pacific",
      15,
      Words.in(
          """
          Aarav Akira Anjali Chiho Daisuke Deepa Haruka Hiroshi Ishaan Jia Kavya Kenji Lakshmi Lian
          Madoka Mei Nikhil Priyanka Ravi Ren Sakura Sanjay Shreya Takumi Tanvi Wei Xiulan Yuki\
          """),
      Words.in(
          """
          Agarwal Banerjee Chandran Deshpande Fujimoto Goh Hayashi Ishikawa Iyer Kawamura Kulkarni
          Lim Matsuda Mehrotra Nair Okabe Patil Ramanathan Sakamoto Sethi Tanaka Teo Ueda Venkatesan
          Watanabe Yamashita\
          """),
      List.of(
          new Place("Australia", "Melbourne", "VIC", "30##", "+61 3 5550 ####", 4),
          new Place("Singapore", "Singapore", "", "0486##", "+65 3158 ####", 3),
          new Place("Japan", "Osaka", "", "530-00##", "+81 6 5550 ####", 3),
          new Place("India", "Pune", "MH", "4110##", "+91 20 5550 ####", 4))),
  LATIN_AMERICA(
      "Latin America",
      8,
      Words.in(
          """
          Alejandra Benicio Camila Catalina Diego Emiliano Esperanza Facundo Graciela Ignacio Joaquin
          Leticia Luciana Mateus Mercedes Thiago Renata Rodrigo Valeria Ximena\
          """),
      Words.in(
          """
          Aguilar Barbosa Cardenas Cordeiro Espinoza Figueroa Gallardo Herrera Ibarra Lacerda Machado
          Montenegro Nogueira Pacheco Quiroga Saavedra Tavares Urrutia Valenzuela Zapata\
          """),
      List.of(
          new Place("Brazil", "Curitiba", "PR", "800##-000", "+55 41 5550 ####", 4),
          new Place("Mexico", "Guadalajara", "JAL", "441##", "+52 33 5550 ####", 4),
          new Place("Chile", "Santiago", "RM", "8320###", "+56 2 5550 ####", 2)));

  /**
   * Where a company sits.
   *
   * @param zip each # stands for a digit; so in {@code phone}, a number that nobody is given
   * @param weight how many companies sit here, compared with other places
   */
  record Place(String country, String city, String state, String zip, String phone, int weight) {}

  private final String text;
  private final int weight;
  private final List<String> firstNames;
  private final List<String> lastNames;
  private final List<Place> places;

  Region(
      String text,
      int weight,
      List<String> firstNames,
      List<String> lastNames,
      List<Place> places) {
    this.text = text;
    this.weight = weight;
    this.firstNames = firstNames;
    this.lastNames = lastNames;
    this.places = places;
  }

  public String text() {
    return text;
  }

  /** How many companies of a hundred are from here. */
  public int weight() {
    return weight;
  }

  public List<String> firstNames() {
    return firstNames;
  }

  public List<String> lastNames() {
    return lastNames;
  }

  List<Place> places() {
    return places;
  }

  /** Its countries, each once. */
  public List<String> countries() {
    return places.stream().map(Place::country).distinct().toList();
  }
}
