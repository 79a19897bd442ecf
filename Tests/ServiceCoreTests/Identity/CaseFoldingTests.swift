import ServiceCore
import Testing

@Suite struct CaseFoldingTests {
    /// From `CaseFolding.txt`: what its statuses C and S say, and what they leave alone.
    @Test(arguments: [
        ("A", "a"), ("Z", "z"), ("[", "["), ("É", "é"), ("ß", "ß"), ("ẞ", "ß"), ("ς", "σ"), ("Σ", "σ"),
        ("µ", "μ"),
        ("ſ", "s"), ("\u{212A}", "k"), ("\u{212B}", "å"), ("\u{2126}", "ω"), ("İ", "İ"), ("ı", "ı"),
        ("ŉ", "ŉ"),
        ("ǅ", "ǆ"), ("Ǆ", "ǆ"), ("ǰ", "ǰ"), ("ϐ", "β"), ("ϑ", "θ"), ("ϴ", "θ"), ("ϵ", "ε"), ("ᾼ", "ᾳ"),
        ("ᾳ", "ᾳ"), ("\u{1FBE}", "ι"), ("\u{345}", "ι"), ("ẛ", "ṡ"), ("ﬀ", "ﬀ"), ("\u{FB05}", "\u{FB06}"),
        ("\u{13A0}", "\u{13A0}"), ("\u{AB70}", "\u{13A0}"), ("\u{13F8}", "\u{13F0}"), ("\u{1C80}", "в"),
        ("\u{1C90}", "\u{10D0}"), ("Ⅷ", "ⅷ"), ("Ⓐ", "ⓐ"), ("Ａ", "ａ"), ("\u{10400}", "\u{10428}"), ("日", "日"),
    ])
    func `one scalar folds to one`(capital: String, folded: String) throws {
        let scalar = try #require(capital.unicodeScalars.first)
        #expect(String(CaseFolding.fold(scalar)).unicodeScalars.elementsEqual(folded.unicodeScalars))
    }

    @Test func `folding again changes nothing, for every letter there is`() {
        let changed = (0...0x1FFFF).lazy.compactMap(Unicode.Scalar.init).filter { scalar in
            let folded = CaseFolding.fold(scalar)
            return CaseFolding.fold(folded) != folded
        }
        #expect(Array(changed) == [])
    }

    @Test(arguments: [
        ("re\u{301}mi", "RÉMI"), ("ΒΟΡΡΑΣ", "βορρας"), ("\u{FA1A}", "\u{FA1A}".precomposed), ("ＶＩＰ", "ｖｉｐ"),
        ("\u{1100}\u{1161}", "가"), ("q\u{323}\u{307}", "Q\u{307}\u{323}"), ("α\u{345}", "ᾼ"), ("VIP", "vip"),
    ])
    func `case and composition are all that an identity passes over`(left: String, right: String) {
        let (left, right) = (CaseFolding.identity(of: left), CaseFolding.identity(of: right))
        #expect(left.unicodeScalars.elementsEqual(right.unicodeScalars))
    }

    @Test(arguments: [
        ("Año", "Ano"), ("Straße", "Strasse"), ("カード", "カート"), ("か", "が"), ("はハ", "ははは"), ("กา", "ก่า"),
        ("ﬁn", "fin"),
        ("ＶＩＰ", "VIP"), ("ı", "i"), ("İ", "i"), ("1", "①"), ("a b", "a  b"), ("ｶ", "カ"),
    ])
    func `what differs otherwise is two names`(left: String, right: String) {
        #expect(NameKey(left) != NameKey(right))
    }
}

extension String {
    fileprivate var precomposed: String { CaseFolding.identity(of: self) }
}
