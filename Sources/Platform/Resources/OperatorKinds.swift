import ServiceCore

extension PlatformContext {
    /// Accounts and what they set up for sending, one line per kind.
    func operatorKinds() -> [RowOperations] {
        [
            RowOperations(AccountKind(self).operations())
        ]
    }
}
