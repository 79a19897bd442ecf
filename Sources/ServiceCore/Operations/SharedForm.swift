/// One form for many rows at once: only what is filled in it changes.
extension FormDescription {
    /// What a choice says that leaves each row's own.
    private static let unchanged = "as it is"
    /// What a choice says for nothing, and what a line says.
    private static let (noChoice, nothing) = ("(none)", "\"\"")

    /// The lines that all these forms have and that many rows may have alike; a list is two lines, of what is added to it
    /// and of what is taken away.
    ///
    /// - Parameter names: the fields that tell rows apart, which no two have alike.
    package init(sharedBy forms: [FormDescription], title: String, names: Set<FieldID>) {
        let common = (forms.first?.fields ?? []).filter { field in
            !names.contains(field.id) && forms.allSatisfy { $0[field.id]?.kind == field.kind }
        }
        self.init(
            title: title, fields: common.flatMap(Self.lines),
            notes: ["Only what is filled in changes; \(Self.nothing) empties a text."])
    }

    private static func lines(for field: FormField) -> [FormField] {
        var line = field
        (line.value, line.isRequired) = ("", false)
        switch field.kind {
        case .fixed, .secret: return []
        case .list:
            let ways: [(FieldEdit.Way, String)] = [(.add, "add"), (.remove, "remove")]
            return ways.map { way, verb in
                FormField(
                    field.id + way.rawValue, "\(field.label): \(verb)", .list,
                    help: way == .add ? field.help : "Between commas; the others stay.")
            }
        case .map: line.help = "name=value sets one, name= takes it away; the others stay."
        case .choice(let choices):
            let others = choices.filter { !$0.isEmpty } + (choices.contains("") ? [noChoice] : [])
            (line.kind, line.value) = (.choice([unchanged] + others), unchanged)
        default: break
        }
        return [line]
    }

    /// What a shared form, so filled, is to change in each row.
    package func edits(_ values: FormValues) -> [FieldEdit] {
        fields.compactMap { line -> FieldEdit? in
            guard let text = values.text(line.id), text != Self.unchanged else { return nil }
            switch line.kind {
            case .list:
                let way: FieldEdit.Way = line.id.hasSuffix(FieldEdit.Way.add.rawValue) ? .add : .remove
                return FieldEdit(String(line.id.dropLast()), way, text)
            case .map: return FieldEdit(line.id, .add, text)
            default:
                return FieldEdit(line.id, .set, [Self.noChoice, Self.nothing].contains(text) ? "" : text)
            }
        }
    }
}
