import ServiceCore
import Testing

@Suite struct TextFoldingTests {
    @Test(arguments: [
        ("José", "jose"), ("JOSE", "jose"), ("Ångström", "angstrom"), ("Weiß", "weiss"), ("Łódź", "lodz"),
        ("Ærø", "aero"), ("ＡＢＣ", "abc"), ("İstanbul", "istanbul"), ("日本", "日本"), ("e\u{301}", "e"),
        ("Ñandú", "nandu"), ("ﬁn", "fin"), ("", ""), ("ΒΟΡΡΑΣ", "βορρασ"), ("Βορράς", "βορρασ"),
        ("βορρας", "βορρασ"), ("STRAẞE", "strasse"), ("ſo", "so"), ("ᾼ", "α"), ("Ǆ", "dz"),
        ("ГОРОД", "город"),
    ])
    func `case, accents and width are folded`(text: String, folded: String) {
        #expect(TextFolding.fold(text) == folded)
    }
}

@Suite struct NearestNameTests {
    private static let names = ["contacts", "campaigns", "connection", "senders", "set"]

    @Test(arguments: [
        ("contcts", "contacts"), ("CAMPAIGN", "campaigns"), ("sender", "senders"), ("sett", "set"),
        ("connecton", "connection"),
    ])
    func `a slip finds the name that was meant`(typed: String, meant: String) {
        #expect(NearestName.to(typed, among: Self.names) == meant)
    }

    @Test func `what resembles nothing finds nothing`() {
        #expect(NearestName.to("zzzzzzzz", among: Self.names) == nil)
        #expect(NearestName.to("contacts", among: []) == nil)
    }

    @Test(arguments: [("", "", 0), ("a", "", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("ab", "ba", 2)])
    func `the distance counts edits`(left: String, right: String, edits: Int) {
        #expect(NearestName.distance(left, right) == edits)
    }
}

@Suite struct ConfirmationTests {
    @Test func `the levels rise from nothing to the name`() {
        let levels: [ServiceCore.Confirmation] = [.none, .yesNo, .count, .name("x")]
        #expect(levels.map(\.level) == [0, 1, 2, 3])
    }
}
