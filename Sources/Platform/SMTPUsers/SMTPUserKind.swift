package import ServiceCore

/// What can be done with the SMTP users of the embedded platform.
extension OwnedKind<SMTPUser> {
    func operations() -> ResourceOperations<SMTPUser> {
        var form = OwnedForm<SMTPUser>("hourly_limit", "total_limit")
        form.isRenamable = false
        form.isNameUnique = false
        form.notes = [
            "The name is given by the platform; the password is shown then, and later by x in its detail."
        ]
        form.check = { values, user throws(ServiceError) in
            // No line of the form, which has keys for it; wire APIs switch and limit in one call.
            try values.read("enabled", into: &user.isEnabled)
        }
        form.more = { [vault = context.vault] in try SMTPUser.identity(vault: vault, in: $0.database) }
        form.reveal = Self.revelation
        form.isUntouched = { _, user in user.usedInAll == 0 }
        var operations = operations(form)
        operations.actions = [enabling(true), enabling(false), passwordReset]
        return operations
    }

    private func enabling(_ isOn: Bool) -> ResourceAction<SMTPUser> {
        let action = isOn ? ActionDescription.enable : .disable
        var change = RowChange<SMTPUser>(
            action, notice: { "\($0) \(isOn ? "enabled" : "disabled")" },
            apply: { _, user in user.isEnabled = isOn })
        change.availability = { user in
            user.isEnabled == isOn ? .disabled(isOn ? "already enabled" : "already disabled") : .available
        }
        return editor.action(change, action, confirmation: { _ in isOn ? .none : .yesNo })
    }

    private var passwordReset: ResourceAction<SMTPUser> {
        rotation(
            .resetPassword, notice: { "\($0) has a new password; the old one stopped working" },
            reveal: Self.revelation
        ) { [vault = context.vault] in try SMTPUser.password(vault: vault) }
    }

    private static let revelation: @Sendable (SMTPUser) -> [EditOutcome.Revelation] = { user in
        user.password.map { [.init("Password", $0, of: user.name)] } ?? []
    }
}

extension Tenant {
    package var smtpUsers: TenantRows<SMTPUser> { TenantRows(self) { $0.operations() } }
}
