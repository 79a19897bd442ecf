package import FoundationEssentials

/// Reads the one filter grammar of the board and the command line, which `Manual/filter.md` tells people.
///
/// Words are ANDed substrings; `field:value` (of a state: the beginning of a word), `field:a,b`, `field:>n`, `field:~expression`,
/// `-` negates, `"quoted words"`, `since:7d`, `after:2026-03-01`, `before:…`, `account:NAME`, `platform:NAME`, `filter:NAME`.
package struct FilterParser {
    let schema: ResourceSchema
    private let dates: FilterDate
    private let takesOwnWords: Bool
    /// Filters that a person keeps, by the names that `filter:` calls them.
    package var kept: [String: String] = [:]

    /// - Parameters:
    ///   - now: what `since:` counts back from.
    ///   - zone: that of the clocks which dates and times without a zone are read on.
    ///   - takesOwnWords: whether rows are asked for whose platform may say words that are none of ours.
    package init(schema: ResourceSchema, now: Date, zone: WallZone = .utc, takesOwnWords: Bool = false) {
        self.schema = schema
        self.takesOwnWords = takesOwnWords
        dates = FilterDate(reading: TimeReading(now: now, zone: zone))
    }

    /// More than anybody types; each is a condition of its own, and stores take only so many in one question.
    package static let mostTerms = 100

    /// - Throws: `.invalid` for an unknown field (with the nearest name), a value that its field cannot hold, a quotation
    ///   mark that is not closed, or more than `mostTerms` words.
    package func parse(_ text: String) throws(ServiceError) -> Filter {
        guard text.count(where: { $0 == "\"" }).isMultiple(of: 2) else {
            throw ServiceError(
                .invalid, "A quotation mark of the filter is not closed.",
                hint: "Write name:\"Ana Bo\", with one before and one after.")
        }
        let tokens = FilterToken.split(text)
        try limit(tokens.reduce(0) { $0 + $1.values.count })
        var filter = Filter()
        for token in tokens { filter.terms += try term(of: token).parts }
        try limit(filter.testCount)
        return filter
    }

    private func limit(_ count: Int) throws(ServiceError) {
        guard count > Self.mostTerms else { return }
        throw ServiceError(
            .invalid,
            "A filter takes at most \(Self.mostTerms) words, and this one has \(NumberText.grouped(count)).",
            hint: "Look for fewer at a time.")
    }

    private func term(of token: FilterToken) throws(ServiceError) -> FilterTerm {
        guard let name = token.field else {
            return FilterTerm(.anywhere(token.value), isNegated: token.isNegated)
        }
        return FilterTerm(try test(name.lowercased(), token), isNegated: token.isNegated)
    }

    private func test(_ name: String, _ token: FilterToken) throws(ServiceError) -> FilterTerm.Test {
        switch name {
        case "account" where !token.isExpression && (schema["account"] == nil || schema.kind != .account):
            return .either(token.values.map { .account($0) })
        case "platform":
            guard !token.isExpression else {
                throw ServiceError(
                    .invalid, "“platform:” takes names and no regular expression.",
                    hint: "Write platform:NAME, or several with commas between.")
            }
            return .either(token.values.map { .platform($0) })
        case "since", "after", "before": return try timeTest(name, token.value)
        case "filter" where schema["filter"] == nil: return try keptTest(token.values)
        default: return try fieldTest(name, token)
        }
    }

    private func timeTest(_ name: String, _ value: String) throws(ServiceError) -> FilterTerm.Test {
        guard let field = schema.words.timeField else {
            throw ServiceError(
                .invalid, "\(schema.words.plural) have no time to compare with “\(name):”.",
                hint: "Leave \(name): out.")
        }
        let date =
            name == "since" ? try dates.ago(value) : try dates.day(value)
        return .field(field, name == "before" ? .less : .greaterOrEqual, .date(date))
    }

    private func fieldTest(_ name: String, _ token: FilterToken) throws(ServiceError) -> FilterTerm.Test {
        guard let field = schema.field(typed: name) else { throw unknownField(name) }
        if token.isExpression { return try expressionTest(field, String(token.value.dropFirst())) }
        // A sign before the first of several counts for those without one.
        let first = FilterToken.comparison(token.values[0]).0
        var tests: [FilterTerm.Test] = []
        for value in token.values {
            let (comparison, rest) = FilterToken.comparison(value)
            tests.append(try test(of: field, comparison ?? first, rest))
        }
        return .either(tests)
    }

    private func test(
        of field: FieldDescription, _ comparison: FilterTerm.Comparison?, _ text: String
    ) throws(ServiceError) -> FilterTerm.Test {
        let operand = try operand(text, for: field, comparison)
        return .field(field.id, comparison ?? defaultComparison(for: operand, of: field), operand)
    }

    private func expressionTest(
        _ field: FieldDescription, _ source: String
    ) throws(ServiceError) -> FilterTerm.Test {
        switch field.kind {
        case .text, .longText, .state, .list, .map: break
        case .integer, .number, .flag, .date:
            throw ServiceError(
                .invalid, "“\(field.id)” is no text for a regular expression.",
                hint: "Write \(field.id):> and a value, or leave the ~ out.")
        case .secret: throw isSecret(field)
        }
        return .field(field.id, .matches, .text(try RegularExpression(source).source))
    }

    /// The filters of these names; one that calls itself is not there.
    private func keptTest(_ names: [String]) throws(ServiceError) -> FilterTerm.Test {
        var filters: [Filter] = []
        for name in names {
            guard let own = kept.keys.first(where: { $0.lowercased() == name.lowercased() }) else {
                let nearest = NearestName.to(name, among: Array(kept.keys)).map { "Did you mean “\($0)”?" }
                let all = kept.keys.sorted().joined(separator: ", ")
                throw ServiceError(
                    .invalid, "No filter of \(schema.words.plural) is kept as “\(name)”.",
                    hint: nearest ?? (all.isEmpty ? "None is kept yet." : "Kept: \(all)."))
            }
            var parser = self
            parser.kept[own] = nil
            filters.append(try parser.parse(kept[own] ?? ""))
        }
        return .either(filters)
    }

    private func operand(
        _ text: String, for field: FieldDescription, _ comparison: FilterTerm.Comparison?
    ) throws(ServiceError) -> FilterTerm.Operand {
        switch field.kind {
        case .integer, .number:
            guard let number = NumberText.decimal(text) else { throw wrongValue(text, field, "a number") }
            return .number(number)
        case .flag:
            guard comparison == nil || comparison == .equals, let flag = FormValues.flag(text) else {
                throw wrongValue(text, field, "yes or no")
            }
            return .flag(flag)
        case .date:
            return .date(try dates.any(text))
        case .secret: throw isSecret(field)
        case .text, .longText, .state, .list, .map:
            if let comparison, comparison != .equals {
                throw ServiceError(
                    .invalid, "“\(field.id)” is text, which “<” and “>” do not compare.",
                    hint: "Write \(field.id):\(text)")
            }
            return .text(try known(text, of: field, comparison))
        }
    }

    private func defaultComparison(
        for operand: FilterTerm.Operand, of field: FieldDescription
    ) -> FilterTerm.Comparison {
        switch operand {
        case .text: field.kind == .state ? .names : .contains
        case .date: .greaterOrEqual
        case .number, .flag: .equals
        }
    }

    /// A text as it is, once some value of the field could pass it: a filter that nothing can ever pass is a slip.
    private func known(
        _ text: String, of field: FieldDescription, _ comparison: FilterTerm.Comparison?
    ) throws(ServiceError) -> String {
        let comparison = comparison ?? defaultComparison(for: .text(text), of: field)
        guard !field.words.isEmpty, !field.words.contains(where: { comparison.accepts($0, text) }),
            !(takesOwnWords && field.takesOwnWords) || NearestName.slip(text, among: field.words) != nil
        else { return text }
        let nearest = NearestName.to(text, among: field.words).map {
            "Did you mean \(field.id):\($0.dashed)? "
        }
        throw ServiceError(
            .invalid, "“\(field.id):” is never “\(text)”.",
            hint: (nearest ?? "") + "It is \(field.words.map(\.dashed).joined(separator: ", ")).")
    }

    private func unknownField(_ name: String) -> ServiceError {
        let known = schema.fields.filter { $0.kind != .secret }.map(\.id) + ["account", "platform", "since"]
        let nearest = NearestName.to(name, among: known)
        return ServiceError(
            .invalid, "\(schema.words.plural) have no field “\(name)”.",
            hint: nearest.map { "Did you mean \($0):?" } ?? "Fields: \(known.joined(separator: " ")).")
    }

    private func isSecret(_ field: FieldDescription) -> ServiceError {
        ServiceError(.invalid, "“\(field.id)” is secret and cannot be searched.")
    }

    private func wrongValue(_ text: String, _ field: FieldDescription, _ wanted: String) -> ServiceError {
        ServiceError(.invalid, "“\(field.id):” wants \(wanted), not “\(text)”.")
    }
}

extension String {
    /// A word of several parts as it is typed without quotes.
    fileprivate var dashed: String { replacing(" ", with: "-") }
}
