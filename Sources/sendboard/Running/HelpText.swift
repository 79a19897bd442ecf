import Foundation
import Platform
import ServiceCore
import Terminal
import ViewModels

/// Help as people read it: what is the command's own first, what every command takes last.
enum HelpText {
    /// - Parameter more: a section that ArgumentParser knows nothing of; stands before the common options.
    static func arranged(_ text: String, more: String = "") -> String {
        var sections = split(text)
        let common = sections.firstIndex { $0.hasPrefix(commonHeading) }.map { sections.remove(at: $0) }
        // Where more help is to be had is said at the end.
        let end = sections.lastIndex { $0.hasPrefix("  See '") } ?? sections.count
        sections.insert(contentsOf: [more, common ?? ""].filter { !$0.isEmpty }, at: end)
        return sections.joined(separator: "\n\n")
    }

    private static let commonHeading = GlobalOptions.title.uppercased() + ":"

    /// At the empty lines.
    private static func split(_ text: String) -> [String] {
        var sections: [[Substring]] = [[]]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty { sections.append([]) } else { sections[sections.count - 1].append(line) }
        }
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
    }
}

/// The fields of a form for `--help` of `create` and `edit`: those of the embedded platform.
///
/// They are asked of an empty platform in a throw-away directory, so that help says what the form says and is nowhere
/// else written down.
enum FormHelp {
    /// Nil where the command fills no form, or no directory can be made.
    static func section(_ order: ArgumentOrder) async -> String? {
        guard let (kind, verb) = command(order), let form = try? await form(of: kind, verb) else {
            return nil
        }
        let fields = form.fields.filter { $0.kind != .fixed && !(verb == .edit && $0.id == "account") }
        let width = fields.map { $0.id.count + 1 }.max() ?? 0
        let lines = fields.map { field in
            "  " + SafeText(field.id + "=").padded(to: width).text + "  " + words(field)
        }
        return (["FIELDS (of the embedded platform; others may differ):"] + lines).joined(separator: "\n")
    }

    private enum FormVerb: String { case create, new, edit }

    /// What help is asked for: `KIND create --help`, or `help KIND create`.
    private static func command(_ order: ArgumentOrder) -> (ResourceKind, FormVerb)? {
        let words = order.own.filter { !$0.hasPrefix("-") && $0 != "help" }
        guard order.asksForHelp, words.count >= 2, let verb = FormVerb(rawValue: words[1]),
            let pane = PaneRegistry.all.first(where: { $0.kind.commandName == words[0] })
        else { return nil }
        return (pane.kind, verb)
    }

    private static func form(of kind: ResourceKind, _ verb: FormVerb) async throws -> FormDescription? {
        let directory = FileManager.default.temporaryDirectory.path + "/sendboard-help-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let platform = try await EmbeddedPlatform.open(PlatformOptions(dataDirectory: directory, who: "help"))
        let operations = platform.connection.resources[kind]?.operations
        let submission = verb == .edit ? operations?.update : operations?.create
        let form = try? await submission?.form(nil)
        await platform.close()
        return form
    }

    private static func words(_ field: FormField) -> String {
        var words = field.label
        switch field.kind {
        case .choice(let choices) where !choices.isEmpty:
            words += ": " + choices.filter { !$0.isEmpty }.joined(separator: ", ")
        case .flag: words += ": yes or no"
        case .list: words += ": items between commas"
        case .map: words += ": name=value pairs between commas"
        case .multiline: words += ": text, or @path for a file's"
        case .secret: words += ": --password-stdin, or @path for a file's"
        case .date: words += ": a time"
        case .integer: words += ": a whole number"
        case .choice, .text, .fixed: break
        }
        if field.isRequired { words += " (needed)" }
        return field.help.isEmpty ? words : "\(words). \(field.help)"
    }
}
