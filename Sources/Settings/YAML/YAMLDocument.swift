import ServiceCore
import Yams

/// A YAML file of ours, read with the place of every value, so that errors can name line and column.
struct YAMLDocument {
    /// What errors call the file: `config.yaml`.
    let name: String
    /// Nil where the file holds nothing but comments.
    let root: YAMLValue?

    /// - Throws: `.invalid` with line and column where the text is no YAML.
    init(name: String, text: String) throws(ServiceError) {
        self.name = name
        do {
            let composed = try ComposedYAML(text)
            let file = YAMLValue.File(name: name, repeated: composed.repeated)
            root = composed.root.map { YAMLValue($0, in: file) }
        } catch {
            throw Self.mapped(error, name)
        }
    }

    private static func mapped(_ error: any Error, _ name: String) -> ServiceError {
        guard let error = error as? YamlError else {
            return ServiceError(.invalid, "\(name) cannot be read as YAML.")
        }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let words = [context?.text, problem].compactMap(\.self).filter { !$0.isEmpty }
            return ServiceError(
                .invalid, "\(name):\(mark.line):\(mark.column): \(words.joined(separator: ", ")).",
                hint: "Check quotes and indentation there.")
        case .reader(let problem, _, _, _):
            return ServiceError(
                .invalid, "\(name) cannot be read: \(problem).", hint: "Save the file as UTF-8.")
        case .duplicatedKeysInMapping(_, let context):
            return ServiceError(
                .invalid,
                "\(name):\(context.mark.line):\(context.mark.column): the same name stands more than once.",
                hint: "Keep one of the lines.")
        default:
            return ServiceError(.invalid, "\(name) cannot be read as YAML.")
        }
    }
}
