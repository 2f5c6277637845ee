"""The numbers of FilterLearningTests: one filter, learned with PyTorch.

Run with PyTorch 2; prints the weights and the bias after 40 updates. Everything is computed in
double precision, so that what differs from ours is ours.
"""
import torch

HEIGHT, WIDTH = 9, 11
picture = torch.tensor(
    [[(7 * row * row + 5 * column + row * column) % 23 / 11 - 1 for column in range(WIDTH)]
     for row in range(HEIGHT)], dtype=torch.float64)[None, None]
goal = torch.tensor([[1, 1, 1], [0, 0, 0], [-1, -1, -1]], dtype=torch.float64)[None, None]
start = torch.tensor([0.3, -0.2, 0.1, 0.4, -0.5, 0.2, -0.1, 0.25, 0.5], dtype=torch.float64)


def learn(name, make, relu):
    weight = start.clone().reshape(1, 1, 3, 3).requires_grad_()
    bias = torch.zeros(1, dtype=torch.float64, requires_grad=True)
    activate = torch.relu if relu else lambda sums: sums
    target = activate(torch.nn.functional.conv2d(picture, goal))
    optimizer = make([weight, bias])
    for _ in range(40):
        output = activate(torch.nn.functional.conv2d(picture, weight, bias))
        loss = ((output - target) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    numbers = weight.detach().flatten().tolist() + bias.tolist()
    print(name, "relu" if relu else "sums", ", ".join(f"{number:.6f}" for number in numbers))


for relu in (False, True):
    learn("gradient descent", lambda p: torch.optim.SGD(p, lr=0.05), relu)
    learn("momentum", lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9), relu)
    learn("adam", lambda p: torch.optim.Adam(p, lr=0.05, eps=1e-7), relu)
