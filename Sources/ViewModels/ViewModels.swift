enum ViewModelsPlaceholder {}
