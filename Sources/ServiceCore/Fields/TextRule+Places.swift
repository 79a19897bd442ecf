import Foundation

extension TextRule {
    /// An address on the web that something is posted to.
    package static let webURL = TextRule("URL", hint: "Write http://… or https://… with a host.") { text in
        guard !text.contains(where: \.isWhitespace), text.utf8.count <= 2048, let url = URL(string: text),
            let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https",
            let host = url.host(), !host.isEmpty, url.user() == nil
        else { return nil }
        return text
    }

    /// E.164 with its plus.
    package static let phone = TextRule(
        "phone number", hint: "Write + and the country code first: +34600112233.",
        fault: { text in
            do throws(ServiceError) {
                _ = try PhoneNumber.typed(text)
                return nil
            } catch {
                return error.message
            }
        }, normalise: { try? PhoneNumber.typed($0) })

    /// `[+/-]h.mm` ahead of UTC, from -12.00 to 14.00.
    package static let timeZone = TextRule("time zone", hint: "Write hours.minutes from UTC: -5.00 or 5.30.")
    {
        text in
        let digits = text.first == "+" || text.first == "-" ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) }),
            let hours = Int(parts[0]), let minutes = Int(parts[1]), minutes < 60
        else { return nil }
        return hours * 60 + minutes <= (text.first == "-" ? 12 : 14) * 60 ? text : nil
    }

    /// ISO 3166-1, two letters; kept in upper case.
    package static let country = TextRule("country code", hint: "Write its two letters of ISO 3166: ES.") {
        text in
        let code = text.uppercased()
        return countries.contains(code) ? code : nil
    }

    private static let countries = Set(
        """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW \
        BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI \
        FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN \
        IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME \
        MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF \
        PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV \
        SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE \
        YT ZA ZM ZW
        """.split(separator: " ").map(String.init))
}
