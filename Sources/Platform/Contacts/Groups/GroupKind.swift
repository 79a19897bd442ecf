package import ServiceCore
import Store

extension ContactGroup: OwnedResource {
    static func table(_ context: PlatformContext) -> OwnedTable<ContactGroup> {
        OwnedTable(
            name: "grp", connection: context.connection, identity: .key,
            blank: { ContactGroup(id: $0, account: $1, name: "") },
            columns: [
                .edited("name", \.name), .shown("member_count", \.contactCount),
                .shown("created_at", \.created),
            ])
    }
}

/// What can be done with the groups of the embedded platform; contacts join them in their own form.
extension OwnedKind<ContactGroup> {
    func operations() -> ResourceOperations<ContactGroup> {
        let later = context.later
        var form = OwnedForm<ContactGroup>("name")
        // Taken back only while nobody has joined.
        form.isUntouched = { session, group in
            try group.contactCount == 0
                && later.campaigns(group.id, group.account, session.database).isEmpty
        }
        form.consequence = { group async throws(ServiceError) in
            let count = group.contactCount ?? 0
            return count == 0
                ? "which nobody is in"
                : "whose \(NumberText.grouped(count)) \(count == 1 ? "contact stays" : "contacts stay") without it"
        }
        form.checkDeletion = { session, group in
            if let held = try Holds(db: session.database).first(in: group) {
                throw held.refusal(of: "taken out of the group “\(group.name)”")
            }
            try later.refuseDeletion(
                ofAudience: group.id, group.name, account: group.account, in: session.database)
        }
        return operations(form)
    }
}

extension Holds {
    /// The first hold on somebody who is in a group.
    fileprivate func first(in group: ContactGroup) throws -> PersonHold? {
        guard try isAnybodyHeld() else { return nil }
        let member = try SQLRow.fetchOne(
            db,
            """
            SELECT c.email, c.phone FROM grp_member m JOIN contact c ON c.id = m.contact
            WHERE m.grp = \(Int64(group.id.native)) AND \(sql: Self.isHeld("c.email", "c.phone")) LIMIT 1
            """)
        return try member.flatMap { try standing(on: [$0[0] ?? "", $0[1] ?? ""]) }
    }
}

extension Tenant {
    package var groups: TenantRows<ContactGroup> { TenantRows(self) { $0.operations() } }
}
