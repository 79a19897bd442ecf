/// The code of a country or service in E.164, and how long the numbers behind it are.
///
/// Plans change; the lengths are as wide as any plan of a country has been of late, and say nothing of who can be
/// reached.
///
/// - Source: ITU-T E.164 and its list of assigned country codes, with the national numbering plans filed with the ITU.
struct CallingCode {
    let code: String
    /// The digits after the code.
    let lengths: ClosedRange<Int>

    /// Whether numbers behind the code may begin with a zero, which elsewhere is dialled at home only.
    var keepsZero: Bool { Self.zeroCodes.contains(code) || code.hasPrefix("8") && code.count == 3 }

    /// The code that digits begin with; no code is the beginning of another.
    static func of(_ digits: Substring) -> CallingCode? {
        for count in 1...3 {
            let code = String(digits.prefix(count))
            if let lengths = table[code] { return CallingCode(code: code, lengths: lengths) }
        }
        return nil
    }

    private static let zeroCodes: Set<String> = ["39", "225", "229", "241", "242", "378", "379"]

    private static let table: [String: ClosedRange<Int>] = Dictionary(
        uniqueKeysWithValues: text.split(whereSeparator: \.isWhitespace).map { entry in
            let parts = entry.split(separator: ":")
            let lengths = parts[1].split(separator: "-").compactMap { Int($0) }
            return (String(parts[0]), lengths[0]...lengths[lengths.count - 1])
        })

    /// `code:digits` or `code:least-most`.
    private static let text = """
        1:10 7:10 20:8-10 27:9 30:10 31:9-11 32:8-9 33:9-13 34:9 36:8-9 39:6-12 40:9 41:9-12 43:4-13 44:9-10 45:8-12
        46:7-13 47:8-12 48:9 49:5-13 51:8-9 52:10-11 53:6-10 54:10-11 55:10-11 56:8-9 57:8-10 58:10 60:7-10 61:9 62:7-13
        63:8-10 64:8-10 65:8 66:8-9 81:9-13 82:8-11 84:9-10 86:9-13 90:10 91:10-13 92:9-10 93:9 94:9 95:7-10 98:10
        211:9 212:9 213:8-9 216:8 218:8-9 220:7 221:9 222:8 223:8 224:8-9 225:8-10 226:8 227:8 228:8 229:8-10 230:7-8
        231:7-9 232:8 233:9 234:7-10 235:8 236:8 237:8-9 238:7 239:7 240:9 241:7-8 242:9 243:7-9 244:9 245:7-9 246:7
        247:5-6 248:7 249:9 250:9 251:9 252:7-9 253:8 254:7-10 255:9 256:9 257:8 258:8-9 260:9 261:9 262:9 263:6-10
        264:8-10 265:7-9 266:8 267:7-8 268:8-9 269:7 290:5 291:7 297:7 298:6 299:6 350:8 351:9 352:5-12 353:7-10 354:7-9
        355:6-9 356:8 357:8 358:5-12 359:6-12 370:8 371:8 372:7-10 373:8 374:8 375:9-10 376:6-9 377:8-9 378:6-10
        379:6-11 380:9 381:6-12 382:8-9 383:8-12 385:7-9 386:5-8 387:8-9 389:8 420:9-12 421:6-9 423:7-9 500:5 501:7
        502:8 503:7-8 504:8 505:8 506:8 507:7-8 508:6-9 509:8 590:9 591:8 592:7 593:8-9 594:9 595:7-9 596:9 597:6-7
        598:7-8 599:7-8 670:7-8 672:5-6 673:7 674:7 675:7-8 676:5-7 677:5-7 678:5-7 679:7 680:7 681:6 682:5 683:5-7
        685:5-10 686:5-8 687:6 688:5-7 689:6-8 690:5-7 691:7 692:7 800:8 808:8 850:8-10 852:8-9 853:8 855:8-9 856:8-10
        870:9-12 878:12 880:8-10 881:8-10 882:7-12 883:7-12 886:8-9 888:7-12 960:7 961:7-8 962:8-9 963:8-9 964:8-10
        965:7-8 966:8-9 967:7-9 968:7-9 970:8-9 971:8-9 972:8-12 973:8 974:7-8 975:7-8 976:8-10 977:8-10 979:9 992:9
        993:8 994:9 995:9 996:9 998:9
        """
}
