import FoundationEssentials
import ServiceCore

/// `NAME=VALUE` as it stands on the command line; of a list `NAME+=VALUE` adds and `NAME-=VALUE` takes away.
struct Assignment: Equatable {
    let name: FieldID
    var way = FieldEdit.Way.set
    let value: String

    /// Nil where the text before the first `=` is no field name, as in an address with a `=` in it.
    init?(_ text: String) {
        guard let sign = text.firstIndex(of: "="), let first = text.first, first.isLetter, first.isASCII
        else {
            return nil
        }
        var name = text[..<sign]
        if let way = name.last.flatMap({ FieldEdit.Way(rawValue: String($0)) }) {
            self.way = way
            name.removeLast()
        }
        guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }) else {
            return nil
        }
        self.name = name.lowercased().replacing("-", with: "_")
        value = String(text[text.index(after: sign)...])
    }

    /// The value with `@path` replaced by that file's text; `@@` stands for a real `@`.
    ///
    /// - Throws: as `TextFile.read`, on this field.
    func read() throws(ServiceError) -> String {
        guard value.hasPrefix("@") else { return value }
        if value.hasPrefix("@@") { return String(value.dropFirst()) }
        do throws(ServiceError) {
            return try TextFile.read(String(value.dropFirst()))
        } catch {
            var fault = error
            fault.field = name
            if error.code == .notFound { fault.hint = "Write \(name)=@@… for a value that begins with @." }
            throw fault
        }
    }
}
