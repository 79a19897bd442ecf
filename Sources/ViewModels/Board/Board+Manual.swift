import ServiceCore
import Terminal

extension Board {
    /// `:manual`: the topics, or the page of one.
    func openManual(_ name: String) {
        do throws(ServiceError) {
            let topic = name.isEmpty ? nil : try manual.topic(name)
            push(
                .page(
                    PageModel(title: topic?.title ?? "Manual", page: PageState(), kind: .manual(topic))))
        } catch {
            report(error)
        }
    }

    /// A page of the manual is set for the width at hand, so that its tables stay tables.
    func manualLines(_ topic: ManualTopic?) -> [PageState.Line] {
        topic?.lines(width: max(20, layout.body.width - 2)) ?? manual.contents
    }
}
