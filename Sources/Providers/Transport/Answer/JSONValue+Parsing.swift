package import ServiceCore

extension JSONValue {
    /// Reads JSON that came from elsewhere than an answer, such as a stored token.
    ///
    /// - Throws: `.malformedAnswer` where it is none.
    package init(parsing bytes: [UInt8]) throws(ServiceError) {
        do throws(JSONParsing.Failure) {
            self = try JSONParsing.value(bytes)
        } catch {
            throw ServiceError(.malformedAnswer, "The text cannot be read: \(error.problem).")
        }
    }
}
