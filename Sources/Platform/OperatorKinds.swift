import ServiceCore

extension PlatformContext {
    /// Accounts and what they set up for sending, one line per kind.
    func operatorKinds() -> [RowOperations] {
        [
            RowOperations(AccountKind(self).operations()),
            RowOperations(SenderKind(self).operations()),
            RowOperations(SMTPUserKind(self).operations()),
            RowOperations(TrackingDomainKind(self).operations()),
            RowOperations(SendingDomainKind(self).operations()),
            RowOperations(TemplateKind(self).operations()),
            RowOperations(WebhookKind(self).operations()),
            RowOperations(VariableKind(self).operations()),
            RowOperations(FilterKind(self).operations()),
            RowOperations(AuditKind(self).operations()),
        ]
    }
}
