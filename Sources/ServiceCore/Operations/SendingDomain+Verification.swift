/// What proving a domain asks for, on whatever platform.
extension SendingDomain {
    package static let isOpenToVerification: @Sendable (SendingDomain) -> Availability = {
        $0.isVerified == true ? .already("already verified") : .available
    }

    /// - Parameters:
    ///   - what: what goes to the mailbox, as in “the code”.
    ///   - more: what is asked besides the mailbox.
    package func verificationForm(sends what: String, _ more: [FormField] = []) -> FormDescription {
        let mailbox = FormField(
            "mailbox", "Mailbox", value: "postmaster", isRequired: true,
            help: "The part before @\(domain) that \(what) to.")
        return FormDescription(title: "Verify \(domain)", fields: [mailbox] + more)
    }
}
