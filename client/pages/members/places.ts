/** Countries and time zones to choose from. */

/** ISO 3166-1, two letters. */
const codes =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split(
    " ",
  );

export interface Place {
  value: string;
  label: string;
}

const known = new Map<string, readonly Place[]>();

/** Every country by its name in a language, in that language's order. */
export function countries(tag: string): readonly Place[] {
  let list = known.get(tag);
  if (!list) {
    const names = new Intl.DisplayNames([tag], { type: "region", fallback: "code" });
    const { compare } = new Intl.Collator(tag);
    list = codes
      .map((value) => ({ value, label: names.of(value) ?? value }))
      .sort((one, other) => compare(one.label, other.label));
    known.set(tag, list);
  }
  return list;
}

export const countryName = (code: string, tag: string): string =>
  countries(tag).find(({ value }) => value === code)?.label ?? code;

let zones: readonly string[] | undefined;

/** Every time zone by its own name, UTC first, and the one chosen before whatever its name. */
export function timeZones(chosen: string): readonly Place[] {
  zones ??= ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
  const all = zones.includes(chosen) ? zones : [chosen, ...zones];
  return all.map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
