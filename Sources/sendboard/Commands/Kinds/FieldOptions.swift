import ArgumentParser
import ServiceCore

/// The options that fill a form.
struct FieldOptions: ParsableArguments {
    @Option(
        name: .customLong("set"), parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A field; may be repeated. @path takes a file's text.", valueName: "name=value"))
    var assigned: [String] = []

    @Flag(help: "Read the form's password from the first line of standard input.")
    var passwordStdin = false

    @Flag(help: "Contacts: make groups that are not there yet.")
    var createGroups = false

    @Option(help: "How the outcome is written.")
    var format = OutputFormat.table

    /// The form's values from `--set` and from arguments that are `NAME=VALUE`.
    ///
    /// - Throws: `.invalid` where one is not.
    func filling(_ arguments: [String] = []) throws(ServiceError) -> FormFilling {
        var assignments: [Assignment] = []
        for text in arguments + assigned {
            guard let assignment = Assignment(text) else {
                throw ServiceError(
                    .invalid, "“\(text)” is no field.",
                    hint: "Write fields as NAME=VALUE, such as name=\(text).")
            }
            assignments.append(assignment)
        }
        return FormFilling(
            assignments: assignments, password: passwordStdin ? try StandardInput.password() : nil,
            consents: createGroups ? ["create-groups"] : [])
    }
}
