import ServiceCore
import Testing

/// What each member of an operation type says when it is used, by the member's name.
///
/// A wrapper that forgets a member answers otherwise than what it wraps; a member that is asked nothing here fails the
/// test that uses this, since a wrapper could forget it unseen.
struct MemberAnswers: Equatable {
    var texts: [String: String]

    init(_ value: Any, _ texts: [String: String], sourceLocation: SourceLocation = #_sourceLocation) {
        self.texts = texts
        let members = Mirror(reflecting: value).children.compactMap(\.label)
        #expect(
            Set(members) == Set(texts.keys), "every member of \(type(of: value)) is asked something",
            sourceLocation: sourceLocation)
    }

    /// All of them in one order, as a part of another answer.
    static func words(_ texts: [String: String]) -> String {
        texts.sorted { $0.key < $1.key }.map { "\($0): \($1)" }.joined(separator: ", ")
    }

    subscript(name: String) -> String? {
        get { texts[name] }
        set { texts[name] = newValue }
    }
}

/// Asks operations on elements of one type, typed ones or rows.
struct Asking<Element: Sendable> {
    let element: Element
    let name: (Element) -> String
    private let values = FormValues(["name": "norte"])

    init(_ element: Element, name: @escaping (Element) -> String) {
        self.element = element
        self.name = name
    }

    func answers(_ list: Listing<Element>) async throws -> MemberAnswers {
        let page = try await list.page(ListRequest())
        return MemberAnswers(
            list,
            [
                "sortable": "\(list.sortable)", "unsortable": "\(list.unsortable)",
                "gathering": MemberAnswers.words(try await gathering(list.gathering)),
                "count": "\(try await list.count?(.all) ?? -1)",
                "page": "\(page.items.map(name)) \(page.total) \(page.hasMore)",
                "all": "\(try await list.all?().map(name) ?? [])",
            ])
    }

    private func gathering(_ gathering: Gathering<Element>?) async throws -> [String: String] {
        guard let gathering else { return [:] }
        return try await answers(gathering).texts
    }

    func answers(_ gathering: Gathering<Element>) async throws -> MemberAnswers {
        MemberAnswers(
            gathering,
            [
                "cap": "\(gathering.cap)", "narrowedBy": "\(gathering.narrowedBy.sorted())",
                "part": "\(gathering.part ?? "all")", "shortPart": "\(gathering.shortPart ?? "all")",
                "total": "\(try await gathering.total?(.all) ?? -1)",
                "load": "\(try await gathering.load(.all).map(name))",
                "pages": "\(try await pages(gathering))",
            ])
    }

    private func pages(_ gathering: Gathering<Element>) async throws -> [[String]] {
        var pages: [[String]] = []
        try await gathering.pages(.all) { page in
            pages.append(page.map(name))
            return true
        }
        return pages
    }

    func answers(_ submission: Submission<Element>) async throws -> MemberAnswers {
        MemberAnswers(
            submission,
            [
                "confirmation": "\(submission.confirmation(values))",
                "recipients": "\(try submission.recipients?(values).count ?? -1)",
                "form": "\(try await submission.form(element).title)",
                "submit": "\(try await submission.submit(element, values).message)",
                "submitAll": "\(try await all(submission.submitAll))",
            ])
    }

    private func all(_ submitAll: Submission<Element>.SubmitAll?) async throws -> String {
        try await submitAll?([FilledForm(element, values)]).message ?? "none"
    }

    func answers(_ deletion: Deletion<Element>) async throws -> MemberAnswers {
        MemberAnswers(
            deletion,
            [
                "confirmation": "\(deletion.confirmation(element))",
                "consequence": "\(try await deletion.consequence?(element) ?? "none")",
                "restoration": "\(try await deletion.restoration(element))",
                "perform": "\(try await deletion.perform([Samples.group.id]).message)",
            ])
    }

    func answers(_ action: ResourceAction<Element>) async throws -> MemberAnswers {
        let ids = [Samples.group.id]
        return MemberAnswers(
            action,
            [
                "name": action.name, "title": action.title, "help": action.help,
                "effect": "\(action.effect)", "confirmation": "\(action.confirmation(element))",
                "availability": "\(action.availability(element))",
                "form": "\(try await action.form?(element).title ?? "none")",
                "recipients": "\(try await action.recipients?(ids, values).count ?? -1)",
                "perform": "\(try await action.perform(ids, values).message)",
            ])
    }

    func answers(_ operations: ResourceOperations<Element>) async throws -> MemberAnswers {
        var texts = ["find": try await operations.find?("norte").map(name) ?? "none"]
        texts["list"] = try await text(operations.list, answers)
        texts["create"] = try await text(operations.create, answers)
        texts["update"] = try await text(operations.update, answers)
        texts["delete"] = try await text(operations.delete, answers)
        var actions: [String] = []
        for action in operations.actions { actions.append(try await text(action, answers)) }
        texts["actions"] = "\(actions)"
        texts["intake"] = try await operations.intake?.owners().joined() ?? "none"
        return MemberAnswers(operations, texts)
    }

    private func text<Member>(
        _ member: Member?, _ answers: (Member) async throws -> MemberAnswers
    ) async throws -> String {
        guard let member else { return "none" }
        return MemberAnswers.words(try await answers(member).texts)
    }
}
