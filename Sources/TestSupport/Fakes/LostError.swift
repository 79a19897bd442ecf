package import ServiceCore

extension ServiceError {
    /// One whose edit may have been done.
    package init(_ code: Code, _ message: String, hint: String? = nil, lost: LostEdit) {
        self.init(code, message, hint: hint)
        self.lost = lost
    }
}
