package import ServiceCore

/// What can be done with the templates of the embedded platform.
struct TemplateKind: Sendable {
    let kind: OwnedKind<Template>

    init(_ context: PlatformContext) {
        kind = OwnedKind(context: context, table: TemplateQueries.table(context.connection))
    }

    func operations() -> ResourceOperations<Template> {
        var form = PlainForm(
            blank: Template(id: ResourceID(kind.context.connection, .template, ""), account: "", name: ""),
            fields: Self.fields, read: Self.read)
        form.uniqueField = "name"
        form.touch = { session, template in template.changed = session.now }
        return kind.operations(sort: RowOrder("name"), form: form)
    }

    private static let fields: @Sendable (Template) -> [FormField] = { template in
        [
            FormField("name", "Name", value: template.name, isRequired: true),
            FormField("subject", "Subject", value: template.subject),
            FormField("html", "HTML", .multiline, value: template.html),
            FormField("text", "Text", .multiline, value: template.text),
        ]
    }

    private static let read: @Sendable (FormValues, inout Template) throws(ServiceError) -> Void = {
        values, template throws(ServiceError) in
        if template.name.isEmpty || values["name"] != nil {
            template.name = try values.requiredLine("name", "The name", limit: 200)
        }
        try values.read("subject", into: &template.subject)
        if values["html"] != nil { template.html = try values.block("html") ?? "" }
        if values["text"] != nil { template.text = try values.block("text") ?? "" }
        guard template.html.isEmpty, template.text.isEmpty else { return }
        throw ServiceError(
            .invalid, "The template has neither HTML nor text.", hint: "Fill in one of them.", field: "html")
    }
}

extension Tenant {
    package var templates: TenantRows<Template> {
        let kind = TemplateKind(context)
        return TenantRows(self, kind.kind, kind.operations())
    }
}
