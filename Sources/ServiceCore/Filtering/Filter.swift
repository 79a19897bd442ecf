package import FoundationEssentials

/// What `/` and `--search` mean once read: terms that must all hold.
package struct Filter: Sendable, Hashable {
    package var terms: [FilterTerm]

    package init(_ terms: [FilterTerm] = []) { self.terms = terms }

    /// Lets every row through.
    package static let all = Filter()

    package var isEmpty: Bool { terms.isEmpty }

    /// The one text that rows must hold, by which a platform may look up what it does not list; nil where there are
    /// none or several.
    package var soleText: String? {
        let texts = terms.compactMap { term -> String? in
            switch term.test {
            case _ where term.isNegated: nil
            case .anywhere(let word): word
            case .field(_, .contains, .text(let text)), .field(_, .equals, .text(let text)): text
            default: nil
            }
        }
        return texts.count == 1 ? texts[0] : nil
    }

    /// The whole e-mail address that the filter asks for and nothing besides, by a word or by one of these fields; else nil.
    package func address(in fields: Set<FieldID>) -> String? {
        guard terms.count == 1, !terms[0].isNegated else { return nil }
        switch terms[0].test {
        case .anywhere(let text): return (try? MailAddress(text))?.written
        case .field(let field, .contains, .text(let text)), .field(let field, .equals, .text(let text)):
            return fields.contains(field) ? (try? MailAddress(text))?.written : nil
        default: return nil
        }
    }

    /// Whether it asks for any of these fields.
    package func asks(for fields: Set<FieldID>) -> Bool {
        terms.contains { term in
            switch term.test {
            case .field(let field, _, _): fields.contains(field)
            case .either(let filters): filters.contains { $0.asks(for: fields) }
            case .anywhere, .account, .platform: false
            }
        }
    }

    /// How many tests it comes to, those within others counted one by one.
    var testCount: Int {
        terms.reduce(0) { count, term in
            guard case .either(let filters) = term.test else { return count + 1 }
            return count + filters.reduce(0) { $0 + $1.testCount }
        }
    }

    /// The words looked for in every shown column, in the order typed.
    package var words: [String] {
        terms.compactMap { term in
            if case .anywhere(let word) = term.test, !term.isNegated { word } else { nil }
        }
    }
}

/// One term of a filter: a test, perhaps turned round by `-`.
package struct FilterTerm: Sendable, Hashable {
    package var test: Test
    package var isNegated: Bool

    package init(_ test: Test, isNegated: Bool = false) {
        self.test = test
        self.isNegated = isNegated
    }

    /// What it says in several terms that must all hold: a filter that is kept and not turned round is as if it stood there.
    var parts: [FilterTerm] {
        guard !isNegated, case .either(let filters) = test, filters.count == 1 else { return [self] }
        return filters[0].terms
    }

    package enum Test: Sendable, Hashable {
        /// A substring of any text of the row; case and accents are folded.
        case anywhere(String)
        case field(FieldID, Comparison, Operand)
        /// The row's account, by its user name or a part of it.
        case account(String)
        /// The row's connection or platform, by name.
        case platform(String)
        /// One of these lets the row through: `field:a,b`, or a filter that is kept.
        indirect case either([Filter])

        /// One of several tests; a single one is itself.
        static func either(_ tests: [Test]) -> Test {
            tests.count == 1 ? tests[0] : .either(tests.map { Filter([FilterTerm($0)]) })
        }
    }

    package enum Comparison: String, Sendable, Hashable {
        case contains, equals, less, lessOrEqual, greater, greaterOrEqual
        /// Begins a word of a state; what `field:value` means where the field's words are few and known.
        case names
        /// Holds what a regular expression finds.
        case matches
    }

    package enum Operand: Sendable, Hashable {
        case text(String)
        case number(Double)
        case flag(Bool)
        case date(Date)
    }
}
