import FoundationEssentials
import ServiceCore

/// A text file that goes with a message: `{"nombre", "tipo", "contenido"}`, the content in Base64 (§8).
struct MessageAttachment: Sendable {
    let name: String
    let text: String

    /// Nil where the form has neither line.
    init?(_ values: FormValues) throws(ServiceError) {
        let name = values.text("attachment_name")
        guard let text = values["attachment"], !text.isEmpty else {
            guard name == nil else {
                throw ServiceError(
                    .invalid, "The attachment has a name and no text.", hint: "Write @path to take a file’s.",
                    field: "attachment")
            }
            return nil
        }
        guard let name else {
            throw ServiceError(.invalid, "The attachment has no name.", field: "attachment_name")
        }
        (self.name, self.text) = (name, text)
    }

    var payload: JSONValue {
        let content = Data(text.utf8).base64EncodedString()
        return ["nombre": .string(name), "tipo": .string(type), "contenido": .string(content)]
    }

    private var type: String {
        let types = [
            "txt": "text/plain", "csv": "text/csv", "html": "text/html", "ics": "text/calendar",
            "json": "application/json", "xml": "application/xml", "svg": "image/svg+xml",
        ]
        let ending = name.split(separator: ".").last?.lowercased() ?? ""
        return types[ending] ?? "application/octet-stream"
    }
}
