package import ServiceCore

extension FilterTerm.Comparison {
    /// The sign between a column of numbers or times and the value looked for.
    package var sign: String {
        switch self {
        case .contains, .equals, .names, .matches: "="
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        }
    }
}
